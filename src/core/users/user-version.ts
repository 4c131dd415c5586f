import { versionOf } from '../resources/version.ts';
import type { UserRow } from './users.sql.ts';

/** The entity tag of a user as it is rendered, the groups that hold it included (RFC 7644 §3.14). */
export function userVersion({ attributes, active, modifiedAt, groups }: UserRow): string {
  return versionOf([attributes, `${active}`, modifiedAt, groups ?? '']);
}
