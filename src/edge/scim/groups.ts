import { createGroup } from '../../core/groups/create-group.ts';
import { deleteGroup, deleteGroupIfMatch } from '../../core/groups/delete-group.ts';
import { findGroups, groupKeyOf } from '../../core/groups/find-groups.ts';
import { getGroup } from '../../core/groups/get-group.ts';
import type { Extent, GroupRow } from '../../core/groups/groups.sql.ts';
import { listGroups } from '../../core/groups/list-groups.ts';
import { changeGroupMembers, membersOnlyOf, patchGroup, readPatchOfGroup } from '../../core/groups/patch-group.ts';
import { replaceGroup } from '../../core/groups/replace-group.ts';
import { mayShow, type Projection } from '../../core/resources/projection.rules.ts';
import type { Answer } from '../http/answer.ts';
import { createdAnswer, pageAnswer, readAnswer, resourceAnswer } from './answers.ts';
import { queryOf, type ScimQuery, searchRequestOf } from './query.ts';
import { renderGroup } from './render.ts';
import { projectionOf, type ScimRequest } from './request.ts';

/** Members are read only where they can be shown. */
export function extentFor(projection: Projection | undefined): Extent {
  return mayShow(projection, 'members') ? 'full' : 'bare';
}

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
  return answerQuery(request, queryOf(request));
}

/** POST /Groups/.search (RFC 7644 §3.4.3). */
export async function search(request: ScimRequest): Promise<Answer> {
  return answerQuery(request, await searchRequestOf(request));
}

/** A whole list, and what a key finds, are one statement each; everything else is searched for. */
async function answerQuery({ perform, context, base, searches }: ScimRequest, query: ScimQuery): Promise<Answer> {
  const { filter, sortBy, descending, limit, startIndex, cursor, projection } = query;
  const extent = extentFor(projection);
  const answered = (groups: readonly GroupRow[], total: number) => {
    const found = groups.map((row) => ({ kind: 'group', row }) as const);
    return pageAnswer(base, { found, total, nextCursor: undefined }, query);
  };
  if (startIndex !== undefined && sortBy === undefined) {
    const offset = startIndex - 1;
    if (filter === undefined) {
      const { groups, total } = await perform(listGroups, context, { offset, limit, extent });
      return answered(groups, total);
    }
    const key = groupKeyOf(filter);
    if (key !== undefined) {
      const groups = await perform(findGroups, context, { ...key, extent });
      return answered(groups.slice(offset, offset + limit), groups.length);
    }
  }
  const page = startIndex === undefined ? { cursor: cursor ?? '' } : { offset: startIndex - 1 };
  return pageAnswer(
    base,
    await perform(searches.groups, context, { filter, sortBy, descending, limit, page, extent }),
    query,
  );
}
