import { createGroup } from '../../core/groups/create-group.ts';
import { deleteGroup, deleteGroupIfMatch } from '../../core/groups/delete-group.ts';
import { findGroups, type GroupKey, groupKeyOf } from '../../core/groups/find-groups.ts';
import { getGroup } from '../../core/groups/get-group.ts';
import type { GroupRow } from '../../core/groups/groups.sql.ts';
import { listGroups } from '../../core/groups/list-groups.ts';
import { changeGroupMembers, membersOnlyOf, patchGroup, readPatchOfGroup } from '../../core/groups/patch-group.ts';
import { replaceGroup } from '../../core/groups/replace-group.ts';
import type { Answer } from '../http/answer.ts';
import { createdAnswer, readAnswer, resourceAnswer } from './answers.ts';
import { answerList, extentFor, type Shortcuts } from './lists.ts';
import { queryOf, type ScimQuery, searchRequestOf } from './query.ts';
import { renderGroup } from './render.ts';
import { projectionOf, type ScimRequest } from './request.ts';

/** POST /Groups (RFC 7644 §3.3). */
export async function createOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, body } = request;
  const projection = projectionOf(request);
  return createdAnswer(renderGroup(base, await perform(createGroup, context, await body()), projection));
}

/** GET /Groups/{id} (RFC 7644 §3.4.1). */
export async function getOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifNoneMatch } = request;
  const projection = projectionOf(request);
  const group = await perform(getGroup, context, { id, extent: extentFor(projection) });
  return readAnswer(renderGroup(base, group, projection), ifNoneMatch);
}

/** PUT /Groups/{id} (RFC 7644 §3.5.1). */
export async function replaceOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifMatch, body } = request;
  const projection = projectionOf(request);
  const group = await perform(replaceGroup, context, { id, ifMatch, resource: await body() });
  return resourceAnswer(renderGroup(base, group, projection));
}

/**
 * PATCH /Groups/{id} (RFC 7644 §3.5.2). Answers without the group, whose members may be many, unless the query says
 * what of it is wanted.
 */
export async function patchOne(request: ScimRequest): Promise<Answer> {
  const { perform, context, base, id, ifMatch, body } = request;
  const projection = projectionOf(request);
  const patch = readPatchOfGroup(id, await body());
  const members = ifMatch === undefined ? membersOnlyOf(patch) : undefined;
  if (members === undefined) await perform(patchGroup, context, { patch, ifMatch });
  else await perform(changeGroupMembers, context, { id, members });
  if (projection === undefined) return { status: 204 };
  const group = await perform(getGroup, context, { id, extent: extentFor(projection) });
  return resourceAnswer(renderGroup(base, group, projection));
}

/** DELETE /Groups/{id} (RFC 7644 §3.6). */
export async function deleteOne({ perform, context, id, ifMatch }: ScimRequest): Promise<Answer> {
  if (ifMatch === undefined) await perform(deleteGroup, context, id);
  else await perform(deleteGroupIfMatch, context, { id, ifMatch });
  return { status: 204 };
}

/** GET /Groups (RFC 7644 §3.4.2). */
export async function list(request: ScimRequest): Promise<Answer> {
  const query = queryOf(request);
  return answerList({ request, search: 'groups' }, query, shortcutsOf(request, query));
}

/** POST /Groups/.search (RFC 7644 §3.4.3). */
export async function search(request: ScimRequest): Promise<Answer> {
  const query = await searchRequestOf(request);
  return answerList({ request, search: 'groups' }, query, shortcutsOf(request, query));
}

function shortcutsOf({ perform, context }: ScimRequest, { projection }: ScimQuery): Shortcuts<GroupKey> {
  const extent = extentFor(projection);
  const asFound = (row: GroupRow) => ({ kind: 'group', row }) as const;
  return {
    async page(window) {
      const { groups, total } = await perform(listGroups, context, { ...window, extent });
      return { found: groups.map(asFound), total };
    },
    keyOf: groupKeyOf,
    withKey: async (key) => (await perform(findGroups, context, { ...key, extent })).map(asFound),
  };
}
