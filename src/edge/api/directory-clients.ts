import { z } from 'zod';
import { clientView, fullClientView } from '../../core/directory-clients/client.ts';
import { createClientCredential } from '../../core/directory-clients/create-client-credential.ts';
import { createDirectoryClient, newClient } from '../../core/directory-clients/create-directory-client.ts';
import { credentialView, madeCredentialView } from '../../core/directory-clients/credential.ts';
import { newCredential, type Outbound, otherKeys } from '../../core/directory-clients/credential-input.ts';
import { getDirectoryClient, listDirectoryClients } from '../../core/directory-clients/get-directory-client.ts';
import { replaceClientKeys } from '../../core/directory-clients/replace-client-keys.ts';
import { revokeClientCredential } from '../../core/directory-clients/revoke-client-credential.ts';
import { revokeDirectoryClient } from '../../core/directory-clients/revoke-directory-client.ts';
import type { ApiRoute } from './route.ts';

const withTokenUrl = { tokenUrl: z.url() };
const made = clientView.extend(withTokenUrl);
const shown = fullClientView.extend(withTokenUrl);

const all = '/organizations/:organization/directories/:directory/clients';
const one = `${all}/:client`;

function show<T extends object>(client: T, baseUrl: string) {
  return { ...client, tokenUrl: `${baseUrl}/scim/oauth/token` };
}

const inPath = (params: Readonly<Record<string, string>>) => ({
  directoryId: params['directory'],
  clientId: params['client'],
  credentialId: params['credential'],
});

/** The machines that fetch a directory's tokens themselves. */
export function directoryClientRoutes(outbound: Outbound): readonly ApiRoute[] {
  return [...routesOfClients, ...routesOfCredentials(outbound)];
}

const routesOfClients: readonly ApiRoute[] = [
  {
    method: 'post',
    path: all,
    operationId: 'createDirectoryClient',
    summary: 'Makes a client: a machine that fetches its tokens itself, at tokenUrl, once it has a credential.',
    body: newClient,
    status: 201,
    answers: made,
    refuses: [404, 422],
    answer: async ({ perform, context, params, body, baseUrl }) =>
      show(await perform(createDirectoryClient, context, { ...inPath(params), client: body }), baseUrl),
  },
  {
    method: 'get',
    path: all,
    operationId: 'listDirectoryClients',
    summary: 'The clients of a directory with their credentials, oldest first, without secrets.',
    status: 200,
    answers: z.object({ clients: z.array(shown) }),
    refuses: [404],
    answer: async ({ perform, context, params, baseUrl }) => {
      const clients = await perform(listDirectoryClients, context, inPath(params));
      return { clients: clients.map((client) => show(client, baseUrl)) };
    },
  },
  {
    method: 'get',
    path: one,
    operationId: 'getDirectoryClient',
    summary: 'A client with its credentials, without secrets.',
    status: 200,
    answers: shown,
    refuses: [404],
    answer: async ({ perform, context, params, baseUrl }) =>
      show(await perform(getDirectoryClient, context, inPath(params)), baseUrl),
  },
  {
    method: 'delete',
    path: one,
    operationId: 'revokeDirectoryClient',
    summary: 'Revokes a client with its credentials and its tokens: from the answer on none of them counts.',
    status: 204,
    refuses: [404],
    answer: ({ perform, context, params }) => perform(revokeDirectoryClient, context, inPath(params)),
  },
];

function routesOfCredentials(outbound: Outbound): readonly ApiRoute[] {
  const create = createClientCredential(outbound);
  const replace = replaceClientKeys(outbound);
  return [
    {
      method: 'post',
      path: `${one}/credentials`,
      operationId: 'createClientCredential',
      summary:
        'Gives a client a secret, which is shown once, a public key of its own, or an issuer that speaks for it.',
      body: newCredential,
      status: 201,
      answers: madeCredentialView,
      refuses: [404, 409, 422],
      answer: ({ perform, context, params, body }) => perform(create, context, { ...inPath(params), credential: body }),
    },
    {
      method: 'patch',
      path: `${one}/credentials/:credential`,
      operationId: 'replaceClientKeys',
      summary: 'Puts other keys in the place of those of a key or a federation. The old ones count no more.',
      body: otherKeys,
      status: 200,
      answers: credentialView,
      refuses: [404, 409, 422],
      answer: ({ perform, context, params, body }) => perform(replace, context, { ...inPath(params), keys: body }),
    },
    {
      method: 'delete',
      path: `${one}/credentials/:credential`,
      operationId: 'revokeClientCredential',
      summary: 'Revokes a credential with every token that was fetched by it: from the answer on none of them counts.',
      status: 204,
      refuses: [404],
      answer: ({ perform, context, params }) => perform(revokeClientCredential, context, inPath(params)),
    },
  ];
}
