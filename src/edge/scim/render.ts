import { groupResource } from '../../core/groups/group-resource.rules.ts';
import { groupVersion } from '../../core/groups/group-version.rules.ts';
import type { GroupRow } from '../../core/groups/groups.sql.ts';
import { type Projection, project } from '../../core/resources/projection.rules.ts';
import { userResource } from '../../core/users/user-resource.rules.ts';
import { userVersion } from '../../core/users/user-version.ts';
import type { UserRow } from '../../core/users/users.sql.ts';

/** Where a directory's resources are, without a slash at the end. */
export type ScimBase = string;

/** A resource as SCIM JSON, with the entity tag that its answer carries. */
export type Rendered = { readonly body: string; readonly version: string; readonly location: string };

/** A user: the stored text with id, active, groups and meta spliced in; or the part of it that is asked for. */
export function renderUser(base: ScimBase, row: UserRow, projection?: Projection): Rendered {
  const { id, active, attributes, groups } = row;
  const version = userVersion(row);
  const location = `${base}/Users/${id}`;
  const meta = renderMeta('User', { ...row, location, version });
  const own = withAddresses(base, attributes.slice(1, -1));
  const body = `{"id":"${id}",${own},"active":${active}${renderGroups(base, groups)},"meta":${meta}}`;
  return { body: projected(body, userResource, projection), version, location };
}

/** A group, with its members if they were read; or the part of it that is asked for. */
export function renderGroup(base: ScimBase, row: GroupRow, projection?: Projection): Rendered {
  const { id, attributes } = row;
  const version = groupVersion(row);
  const location = `${base}/Groups/${id}`;
  const meta = renderMeta('Group', { ...row, location, version });
  const body = `{"id":"${id}",${attributes.slice(1, -1)}${renderMembers(base, row)},"meta":${meta}}`;
  return { body: projected(body, groupResource, projection), version, location };
}

const RELATIVE = '"$ref":"../Users/';

/** A manager is kept by a relative address. In JSON, a value that looks like this has backslashes in it. */
function withAddresses(base: ScimBase, attributes: string): string {
  return attributes.includes(RELATIVE) ? attributes.replaceAll(RELATIVE, () => `"$ref":"${base}/Users/`) : attributes;
}

type Meta = { createdAt: string; modifiedAt: string; location: string; version: string };

/** RFC 7643 §3.1. */
function renderMeta(type: 'User' | 'Group', { createdAt, modifiedAt, location, version }: Meta): string {
  return `{"resourceType":"${type}","created":"${createdAt}","lastModified":"${modifiedAt}","location":"${location}","version":${JSON.stringify(version)}}`;
}

function renderGroups(base: ScimBase, groups: string | null): string {
  if (groups === null) return '';
  const list = JSON.parse(groups) as { value: string; display: string; type: string }[];
  const rendered = list.map(({ value, display, type }) => ({ value, $ref: `${base}/Groups/${value}`, display, type }));
  return `,"groups":${JSON.stringify(rendered)}`;
}

/** An empty list is unassigned, and left out (RFC 7643 §2.5). Ids need no escaping. */
function renderMembers(base: ScimBase, { members }: GroupRow): string {
  if (members === undefined) return '';
  const rendered = [
    ...members.users.map((id) => `{"value":"${id}","$ref":"${base}/Users/${id}","type":"User"}`),
    ...members.groups.map((id) => `{"value":"${id}","$ref":"${base}/Groups/${id}","type":"Group"}`),
  ];
  return rendered.length === 0 ? '' : `,"members":[${rendered.join(',')}]`;
}

function projected(body: string, type: typeof userResource, projection: Projection | undefined): string {
  return projection === undefined ? body : JSON.stringify(project(type, projection, JSON.parse(body)));
}

/** What a page is a part of: the total (unless a cursor is used), and where the page begins or how to go on. */
export type PageOf = {
  readonly total: number | undefined;
  readonly startIndex?: number | undefined;
  readonly nextCursor?: string | undefined;
};

/** A ListResponse (RFC 7644 §3.4.2, RFC 9865 §2.2) of resources that are rendered already. */
export function renderList(resources: readonly string[], { total, startIndex, nextCursor }: PageOf): string {
  const members = [
    '"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]',
    ...(total === undefined ? [] : [`"totalResults":${total}`]),
    ...(startIndex === undefined ? [] : [`"startIndex":${startIndex}`]),
    ...(nextCursor === undefined ? [] : [`"nextCursor":${JSON.stringify(nextCursor)}`]),
    `"itemsPerPage":${resources.length}`,
    `"Resources":[${resources.join(',')}]`,
  ];
  return `{${members.join(',')}}`;
}
