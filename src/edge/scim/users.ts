import { createUser } from '../../core/users/create-user.ts';
import { deleteUser } from '../../core/users/delete-user.ts';
import { findUsers } from '../../core/users/find-users.ts';
import { getUser } from '../../core/users/get-user.ts';
import { listUsers } from '../../core/users/list-users.ts';
import { onlyActiveOf, patchUser } from '../../core/users/patch-user.ts';
import { replaceUser } from '../../core/users/replace-user.ts';
import { setUserActive } from '../../core/users/set-user-active.ts';
import type { UserRow } from '../../core/users/users.sql.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import { MAX_PAGE_SIZE } from './discovery.ts';
import { renderList, renderUser, userLocation } from './render.ts';
import type { ScimRequest } from './request.ts';

const DEFAULT_PAGE_SIZE = 100;
const MAX_START_INDEX = 1_000_000_000;

/** POST /Users (RFC 7644 §3.3). */
export async function createOne({ perform, context, base, body }: ScimRequest): Promise<Answer> {
  const user = await perform(createUser, context, await body());
  return { status: 201, headers: { Location: userLocation(base, user.id) }, body: renderUser(base, user) };
}

/** GET /Users/{id} (RFC 7644 §3.4.1). */
export async function getOne({ perform, context, base, id }: ScimRequest): Promise<Answer> {
  return found(base, await perform(getUser, context, id));
}

/** PUT /Users/{id} (RFC 7644 §3.5.1). */
export async function replaceOne({ perform, context, base, id, body }: ScimRequest): Promise<Answer> {
  return found(base, await perform(replaceUser, context, { id, resource: await body() }));
}

/** PATCH /Users/{id} (RFC 7644 §3.5.2). */
export async function patchOne({ perform, context, base, id, body }: ScimRequest): Promise<Answer> {
  const patch = await body();
  const active = onlyActiveOf(patch);
  const user =
    active === undefined
      ? await perform(patchUser, context, { id, patch })
      : await perform(setUserActive, context, { id, active });
  return found(base, user);
}

/** DELETE /Users/{id} (RFC 7644 §3.6). */
export async function deleteOne({ perform, context, id }: ScimRequest): Promise<Answer> {
  await perform(deleteUser, context, id);
  return { status: 204 };
}

/** GET /Users: one page, or those that a filter names (RFC 7644 §3.4.2). */
export async function list({ perform, context, base, parameter }: ScimRequest): Promise<Answer> {
  const startIndex = Math.min(Math.max(wholeNumber('startIndex', parameter('startIndex')) ?? 1, 1), MAX_START_INDEX);
  const limit = Math.min(Math.max(wholeNumber('count', parameter('count')) ?? DEFAULT_PAGE_SIZE, 0), MAX_PAGE_SIZE);
  const filter = parameter('filter');
  if (filter === null) {
    const page = await perform(listUsers, context, { offset: startIndex - 1, limit });
    return { status: 200, body: renderPage(base, page.users, { total: page.total, startIndex }) };
  }
  const all = await perform(findUsers, context, filter);
  const users = all.slice(startIndex - 1, startIndex - 1 + limit);
  return { status: 200, body: renderPage(base, users, { total: all.length, startIndex }) };
}

function renderPage(base: string, users: readonly UserRow[], page: { total: number; startIndex: number }): string {
  return renderList(
    users.map((user) => renderUser(base, user)),
    page,
  );
}

function found(base: string, user: UserRow): Answer {
  return { status: 200, body: renderUser(base, user) };
}

function wholeNumber(name: string, claimed: string | null): number | undefined {
  if (claimed === null || claimed === '') return undefined;
  if (!/^[+-]?\d{1,20}$/.test(claimed.trim())) {
    throw new Refusal('invalid_value', `${name} must be a whole number, not ${JSON.stringify(claimed.slice(0, 60))}.`, {
      field: name,
    });
  }
  return Number(claimed);
}
