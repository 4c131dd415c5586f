import { z } from 'zod';
import { isObject } from '../../core/resources/codec.rules.ts';
import type { UserProfile } from '../../core/users/browse-users.sql.ts';
import { browseUsers, getProfile, userQuery } from '../../core/users/browse-users.ts';
import { setUserActive } from '../../core/users/set-user-active.ts';
import type { Seal } from '../../platform/secrets.ts';
import type { ApiRequest, ApiRoute } from './route.ts';

const shown = z.object({
  id: z.uuid(),
  directoryId: z.uuid().nullable(),
  userName: z.string(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  seat: z.enum(['none', 'held', 'awaiting']),
  displayName: z.string().nullable(),
  name: z.object({
    honorific: z.string().optional(),
    given: z.string().optional(),
    family: z.string().optional(),
    formatted: z.string().optional(),
  }),
  emails: z.array(z.object({ value: z.string(), type: z.string().nullable(), primary: z.boolean() })),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
});

const nameParts = { honorific: 'honorificPrefix', given: 'givenName', family: 'familyName', formatted: 'formatted' };

function show({ attributes, ...user }: UserProfile) {
  const { name, displayName, emails } = attributes;
  const parts = isObject(name) ? name : {};
  return {
    ...user,
    displayName: displayName ?? null,
    name: Object.fromEntries(
      Object.entries(nameParts).flatMap(([ours, scim]) => (parts[scim] ? [[ours, parts[scim]]] : [])),
    ),
    emails: (Array.isArray(emails) ? emails.filter(isObject) : []).map(({ value, type, primary }) => ({
      value: value ?? '',
      type: type ?? null,
      primary: primary === true,
    })),
  };
}

const all = '/organizations/:organization/users';
const one = `${all}/:user`;

async function withActive({ perform, context, params }: ApiRequest, active: boolean) {
  await perform(setUserActive, context, { id: params['user'], active });
  return show(await perform(getProfile, context, { id: params['user'] }));
}

/** The operations on users; `cursors` signs their page cursors. */
export function userRoutes(cursors: Seal): readonly ApiRoute[] {
  const browse = browseUsers(cursors);
  return [
    {
      method: 'get',
      path: all,
      operationId: 'listUsers',
      summary: 'Users in the order of creation, a page at a time.',
      query: userQuery,
      status: 200,
      answers: z.object({ users: z.array(shown), nextCursor: z.string().nullable() }),
      refuses: [404, 422],
      answer: async ({ perform, context, query }) => {
        const { users, nextCursor } = await perform(browse, context, query);
        return { users: users.map(show), nextCursor };
      },
    },
    {
      method: 'get',
      path: one,
      operationId: 'getUser',
      summary: 'A user.',
      status: 200,
      answers: shown,
      refuses: [404],
      answer: async ({ perform, context, params }) => show(await perform(getProfile, context, { id: params['user'] })),
    },
    {
      method: 'post',
      path: `${one}/deactivate`,
      operationId: 'deactivateUser',
      summary: 'Deactivates a user. Nothing that was issued to them before counts any more.',
      status: 200,
      answers: shown,
      refuses: [404],
      answer: (request) => withActive(request, false),
    },
    {
      method: 'post',
      path: `${one}/reactivate`,
      operationId: 'reactivateUser',
      summary: 'Activates a user again.',
      status: 200,
      answers: shown,
      refuses: [404],
      answer: (request) => withActive(request, true),
    },
  ];
}
