import { createUser } from '../../core/users/create-user.ts';
import { deleteUser, deleteUserIfMatch } from '../../core/users/delete-user.ts';
import { findUsers, type UserKey, userKeyOf } from '../../core/users/find-users.ts';
import { getUser } from '../../core/users/get-user.ts';
import { listUsers } from '../../core/users/list-users.ts';
import { onlyActiveOf, patchUser } from '../../core/users/patch-user.ts';
import { replaceUser } from '../../core/users/replace-user.ts';
import { setUserActive } from '../../core/users/set-user-active.ts';
import type { UserRow } from '../../core/users/users.sql.ts';
import type { Answer } from '../http/answer.ts';
import { createdAnswer, readAnswer, resourceAnswer } from './answers.ts';
import { answerList, type Shortcuts } from './lists.ts';
import { queryOf, searchRequestOf } from './query.ts';
import { renderUser } from './render.ts';
import { projectionOf, type ScimRequest } from './request.ts';

/** POST /Users (RFC 7644 §3.3). */
export async function createOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, body } = request;
  const projection = projectionOf(request);
  return createdAnswer(renderUser(base, await perform(createUser, context, await body()), projection));
}

/** GET /Users/{id} (RFC 7644 §3.4.1). */
export async function getOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifNoneMatch } = request;
  const projection = projectionOf(request);
  return readAnswer(renderUser(base, await perform(getUser, context, id), projection), ifNoneMatch);
}

/** PUT /Users/{id} (RFC 7644 §3.5.1). */
export async function replaceOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifMatch, body } = request;
  const projection = projectionOf(request);
  const user = await perform(replaceUser, context, { id, ifMatch, resource: await body() });
  return resourceAnswer(renderUser(base, user, projection));
}

/** PATCH /Users/{id} (RFC 7644 §3.5.2). */
export async function patchOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifMatch, body } = request;
  const projection = projectionOf(request);
  const patch = await body();
  // Deactivating is one statement. With a version to compare it takes the longer way.
  const active = ifMatch === undefined ? onlyActiveOf(patch) : undefined;
  const user =
    active === undefined
      ? await perform(patchUser, context, { id, ifMatch, patch })
      : await perform(setUserActive, context, { id, active });
  return resourceAnswer(renderUser(base, user, projection));
}

/** DELETE /Users/{id} (RFC 7644 §3.6). */
export async function deleteOne({ perform, context, id, ifMatch }: ScimRequest): Promise<Answer> {
  if (ifMatch === undefined) await perform(deleteUser, context, id);
  else await perform(deleteUserIfMatch, context, { id, ifMatch });
  return { status: 204 };
}

/** GET /Users (RFC 7644 §3.4.2). */
export async function list(request: ScimRequest): Promise<Answer> {
  return answerList({ request, search: 'users' }, queryOf(request), shortcutsOf(request));
}

/** POST /Users/.search (RFC 7644 §3.4.3). */
export async function search(request: ScimRequest): Promise<Answer> {
  return answerList({ request, search: 'users' }, await searchRequestOf(request), shortcutsOf(request));
}

function shortcutsOf({ perform, context }: ScimRequest): Shortcuts<UserKey> {
  const asFound = (row: UserRow) => ({ kind: 'user', row }) as const;
  return {
    async page(window) {
      const { users, total } = await perform(listUsers, context, window);
      return { found: users.map(asFound), total };
    },
    keyOf: userKeyOf,
    withKey: async (key) => (await perform(findUsers, context, key)).map(asFound),
  };
}
