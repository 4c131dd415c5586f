import { z } from 'zod';
import { createDirectory, newDirectory } from '../../core/directories/create-directory.ts';
import { createDirectoryToken, newToken } from '../../core/directories/create-directory-token.ts';
import { deleteDirectory } from '../../core/directories/delete-directory.ts';
import { type DirectoryView, directoryView, tokenView } from '../../core/directories/directory.ts';
import { getDirectory, listDirectories } from '../../core/directories/get-directory.ts';
import { listDirectoryTokens } from '../../core/directories/list-directory-tokens.ts';
import { revokeDirectoryToken } from '../../core/directories/revoke-directory-token.ts';
import type { ApiRoute } from './route.ts';

const shown = directoryView.omit({ shortId: true }).extend({ scimBaseUrl: z.url() });
const minted = z.object({
  id: z.uuid(),
  secret: z.string(),
  access: z.enum(['read_only', 'read_write']),
  expiresAt: z.iso.datetime(),
});

const all = '/organizations/:organization/directories';
const one = `${all}/:directory`;

function show<T extends DirectoryView>({ shortId, ...directory }: T, baseUrl: string) {
  return { ...directory, scimBaseUrl: `${baseUrl}/scim/v2/${shortId}` };
}

export const directoryRoutes: readonly ApiRoute[] = [
  {
    method: 'post',
    path: all,
    operationId: 'createDirectory',
    summary: 'Connects a directory. The answer holds what the identity provider asks for; the secret is shown once.',
    body: newDirectory,
    status: 201,
    answers: shown.extend({ token: minted }),
    refuses: [404, 422],
    answer: async ({ perform, context, body, baseUrl }) => show(await perform(createDirectory, context, body), baseUrl),
  },
  {
    method: 'get',
    path: all,
    operationId: 'listDirectories',
    summary: 'The directories of an organization, oldest first.',
    status: 200,
    answers: z.object({ directories: z.array(shown) }),
    refuses: [404],
    answer: async ({ perform, context, baseUrl }) => {
      const directories = await perform(listDirectories, context, undefined);
      return { directories: directories.map((directory) => show(directory, baseUrl)) };
    },
  },
  {
    method: 'get',
    path: one,
    operationId: 'getDirectory',
    summary: 'A directory.',
    status: 200,
    answers: shown,
    refuses: [404],
    answer: async ({ perform, context, params, baseUrl }) =>
      show(await perform(getDirectory, context, { id: params['directory'] }), baseUrl),
  },
  {
    method: 'delete',
    path: one,
    operationId: 'deleteDirectory',
    summary: 'Removes a directory that has no users any more, with its tokens.',
    status: 204,
    refuses: [404, 409],
    answer: ({ perform, context, params }) => perform(deleteDirectory, context, { id: params['directory'] }),
  },
  {
    method: 'post',
    path: `${one}/tokens`,
    operationId: 'createDirectoryToken',
    summary: 'Makes a second token, for rotation. The secret is shown once.',
    body: newToken,
    status: 201,
    answers: minted,
    refuses: [404, 409, 422],
    answer: ({ perform, context, params, body }) =>
      perform(createDirectoryToken, context, { directoryId: params['directory'], token: body }),
  },
  {
    method: 'get',
    path: `${one}/tokens`,
    operationId: 'listDirectoryTokens',
    summary: 'The tokens of a directory, newest first, without their secrets.',
    status: 200,
    answers: z.object({ tokens: z.array(tokenView) }),
    refuses: [404],
    answer: async ({ perform, context, params }) => ({
      tokens: await perform(listDirectoryTokens, context, { directoryId: params['directory'] }),
    }),
  },
  {
    method: 'delete',
    path: `${one}/tokens/:token`,
    operationId: 'revokeDirectoryToken',
    summary: 'Revokes a token: from the answer on it counts nowhere.',
    status: 204,
    refuses: [404],
    answer: ({ perform, context, params }) =>
      perform(revokeDirectoryToken, context, { directoryId: params['directory'], tokenId: params['token'] }),
  },
];
