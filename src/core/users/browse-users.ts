import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import type { Seal } from '../../platform/secrets.ts';
import { noSuchOrganization } from '../organizations/organization.ts';
import { foldKey, isStorable } from '../resources/fold.rules.ts';
import { read } from '../verb.ts';
import { browseUsersStatement, searchUsersStatement, selectProfile, userProfile } from './browse-users.sql.ts';
import { noSuchUser, parsedUserId } from './user-input.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/** What may be asked of the list of users. */
export const userQuery = z.strictObject({
  status: z.enum(['active', 'inactive', 'all']).default('all'),
  /** The start of a userName or of an e-mail address, in any case. */
  query: z.string().trim().max(254).refine(isStorable, 'cannot be searched for').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});

/** Users of the organization in the order of creation, a page at a time. Cursors open for their organization only. */
export function browseUsers(cursors: Seal) {
  return read({
    may: 'users.read',
    input: userQuery,
    async run(tx, _context, { status, query, limit, cursor }) {
      const { organizationId } = tx;
      if ((await tx.models.organization.count({ where: { id: organizationId } })) === 0) throw noSuchOrganization();
      const after = cursor === undefined ? FIRST : idOf(cursors.open(cursor), organizationId);
      // One more than asked for tells whether there is a next page.
      const values = [after, status === 'all' ? null : status === 'active', limit + 1];
      const rows = query
        ? await tx.query(searchUsersStatement, [...values, ...prefixRange(foldKey(query))])
        : await tx.query(browseUsersStatement, values);
      const users = rows.slice(0, limit).map(userProfile);
      const last = users.at(-1);
      const nextCursor = rows.length > limit && last ? cursors.close(`${organizationId} ${last.id}`) : null;
      return { users, nextCursor };
    },
  });
}

function idOf(opened: string | undefined, organizationId: string): string {
  const [organization, id] = opened?.split(' ') ?? [];
  if (organization !== organizationId || id === undefined) {
    throw new Refusal('invalid_value', 'cursor: is not one that this list gave out. Start again without it.', {
      field: 'cursor',
    });
  }
  return id;
}

/** Every text that starts with `prefix` is at least it and less than it with the last code point there is behind. */
function prefixRange(prefix: string): [string, string] {
  return [prefix, `${prefix}\u{10ffff}`];
}

/** One user of the organization, whatever its directory. Refuses not_found. */
export const getProfile = read({
  may: 'users.read',
  input: z.object({ id: z.unknown().transform(parsedUserId) }),
  prepare: (_context, { id }) => ({
    statement: selectProfile,
    values: [id],
    answer([row]) {
      if (row === undefined) throw noSuchUser(id);
      return userProfile(row);
    },
  }),
});
