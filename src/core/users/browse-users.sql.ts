import { isoTime, type Row, type Statement, text, truth } from '../../platform/database/statement.ts';
import type { Canonical } from '../resources/codec.rules.ts';

/** A user as the management API shows it. */
export type UserProfile = {
  readonly id: string;
  readonly directoryId: string | null;
  readonly userName: string;
  readonly externalId: string | null;
  readonly active: boolean;
  readonly seat: string;
  /** Canonical SCIM attributes without id, active and meta. */
  readonly attributes: Canonical;
  readonly createdAt: string;
  readonly modifiedAt: string;
};

const COLUMNS =
  'u.id, u.directory_id, u.user_name, u.external_id, u.active, u.seat, u.attributes, u.created_at, u.modified_at';

/** Reads a row of `COLUMNS`. */
export function userProfile(row: Row): UserProfile {
  return {
    id: text(row, 0),
    directoryId: row[1] ?? null,
    userName: text(row, 2),
    externalId: row[3] ?? null,
    active: truth(row, 4),
    seat: text(row, 5),
    attributes: JSON.parse(text(row, 6)) as Canonical,
    createdAt: isoTime(row, 7),
    modifiedAt: isoTime(row, 8),
  };
}

/** $2 id. */
export const selectProfile: Statement = {
  name: 'select_profile',
  text: `select ${COLUMNS} from users u where u.organization_id = $1 and u.id = $2::uuid`,
};

/** $2 after this id, $3 active or null for both, $4 limit. */
export const browseUsersStatement: Statement = {
  name: 'browse_users',
  text: `select ${COLUMNS} from users u
    where u.organization_id = $1 and u.id > $2::uuid and ($3::boolean is null or u.active = $3::boolean)
    order by u.id limit $4::bigint`,
};

/** As above; $5 and $6 are the range of folded keys that start with what was asked for. */
export const searchUsersStatement: Statement = {
  name: 'search_users',
  text: `with hit as (
    select id from users where organization_id = $1 and user_name_key >= $5 and user_name_key < $6
    union
    select user_id from user_emails where organization_id = $1 and value_key >= $5 and value_key < $6
  )
  select ${COLUMNS} from hit cross join lateral (
      select * from users where organization_id = $1 and id = hit.id offset 0
    ) u
    where u.id > $2::uuid and ($3::boolean is null or u.active = $3::boolean)
    order by u.id limit $4::bigint`,
};
