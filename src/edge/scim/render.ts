import type { UserRow } from '../../core/users/users.sql.ts';

/** Where a directory's resources are, without a slash at the end. */
export type ScimBase = string;

/** The address of a user. */
export function userLocation(base: ScimBase, id: string): string {
  return `${base}/Users/${id}`;
}

/** A user as SCIM JSON: the stored text with id, active and meta spliced in. */
export function renderUser(base: ScimBase, { id, active, attributes, createdAt, modifiedAt }: UserRow): string {
  const meta = `{"resourceType":"User","created":"${createdAt}","lastModified":"${modifiedAt}","location":"${userLocation(base, id)}"}`;
  return `{"id":"${id}",${attributes.slice(1, -1)},"active":${active},"meta":${meta}}`;
}

/** A ListResponse (RFC 7644 §3.4.2) of resources that are rendered already. */
export function renderList(
  resources: readonly string[],
  { total, startIndex }: { total: number; startIndex: number },
): string {
  return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":${total},"startIndex":${startIndex},"itemsPerPage":${resources.length},"Resources":[${resources.join(',')}]}`;
}
