import type { GroupRow } from './groups.sql.ts';

/** The entity tag of a group: every change of it or of its members counts, so members need not be read. */
export function groupVersion({ version }: Pick<GroupRow, 'version'>): string {
  return `W/"${version}"`;
}
