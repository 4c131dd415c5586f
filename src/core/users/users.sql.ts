import { isoTime, type Row, type Statement, text, truth } from '../../platform/database/statement.ts';
import { COUNTER_SLOTS } from '../directories/counter-slots.rules.ts';
import type { HotStatement } from '../verb.ts';

/** A user as doors show it. Times are ISO 8601 in UTC. */
export type UserRow = {
  readonly id: string;
  readonly active: boolean;
  /** Canonical SCIM JSON without id, active and meta. */
  readonly attributes: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** The groups that hold the user, as a JSON array of {value, display, type}; null when there are none. */
  readonly groups: string | null;
};

const COLUMNS = 'id, active, attributes, created_at, modified_at';

/**
 * Setting up the recursion costs more than reading a user: only who is in a group pays for it. Not `exists`, which
 * PostgreSQL may answer for a page by reading every membership there is.
 */
const GROUPS = `case when (select true from group_users m where m.organization_id = $1 and m.user_id = u.id limit 1)
  then groups_of_user($1::uuid, u.id) end`;

const SHOWN = `u.id, u.active, u.attributes, u.created_at, u.modified_at, ${GROUPS}`;

/** Reads a row of `SHOWN`, or of `COLUMNS` for a user who is in no group. */
export function userRow(row: Row): UserRow {
  return {
    id: text(row, 0),
    active: truth(row, 1),
    attributes: text(row, 2),
    createdAt: isoTime(row, 3),
    modifiedAt: isoTime(row, 4),
    groups: row[5] ?? null,
  };
}

/** Whether the manager whose id is in this parameter is a user of the directory $2; null is nobody and fits. */
function hasManager(parameter: number): string {
  return `($${parameter}::uuid is null or exists (select from users m where m.organization_id = $1 and m.id = $${parameter}::uuid
    and (m.directory_id = $2::uuid) is true))`;
}

// $1 is the organization. "directory": null sees the users of all directories, and those of none.
const IN_DIRECTORY = '($2::uuid is null or directory_id = $2)';
const OF_DIRECTORY = '($2::uuid is null or u.directory_id = $2)';

/**
 * $2 directory, $3 id, $4 user_name, $5 user_name_key, $6 external_id, $7 active, $8 attributes, $9 now, $10 e-mails,
 * $11 folded, $12 the manager's id or null. Nothing is written when there is no such manager; the row says so. A
 * connection counts in a slot of its own, so that writes that run side by side do not wait for each other there.
 */
export const insertUser: HotStatement = {
  name: 'insert_user',
  ctes: `counted as (
    update directory_counters set users = users + 1
    where organization_id = $1 and directory_id = $2 and slot = (pg_backend_pid() % ${COUNTER_SLOTS})::smallint
      and ${hasManager(12)} returning slot
  ), changed as (
    insert into users (organization_id, directory_id, id, counter_slot, user_name, user_name_key, external_id, active,
      attributes, created_at, modified_at, folded)
    select $1, $2::uuid, $3::uuid, slot, $4, $5, $6, $7::boolean, $8, $9::timestamptz, $9::timestamptz, $11 from counted
    returning id
  ), mailed as (
    insert into user_emails (organization_id, user_id, position, value, value_key, type, is_primary)
    select $1, changed.id, e.* from changed, jsonb_to_recordset($10::jsonb)
      e (position smallint, value text, value_key text, type text, is_primary boolean)
  )`,
  select: `select (select count(*) from changed), ${hasManager(12)}`,
};

/** $2 directory, $3 the id of a manager: a row when that is one of its users. */
export const selectManager: Statement = {
  name: 'select_manager',
  text: 'select 1 from users m where m.organization_id = $1 and m.id = $3::uuid and (m.directory_id = $2::uuid) is true',
};

/** $2 directory or null, $3 id. */
export const selectUser: Statement = {
  name: 'select_user',
  text: `select ${SHOWN} from users u where u.organization_id = $1 and u.id = $3 and ${OF_DIRECTORY}`,
};

/** $2 directory or null, $3 id. Locks the row until the transaction ends. */
export const selectUserForUpdate: Statement = {
  name: 'select_user_for_update',
  text: `${selectUser.text} for no key update of u`,
};

/** $2 directory, $3 ids; in no order. */
export const selectUsers: Statement = {
  name: 'select_users',
  text: `select ${SHOWN} from users u where u.organization_id = $1 and u.id = any($3::uuid[]) and (u.directory_id = $2::uuid) is true`,
};

/** One statement per stored key; $2 directory, $3 the key. */
export const selectUserBy = {
  id: {
    name: 'select_user_by_id',
    text: `select ${SHOWN} from users u where u.organization_id = $1 and u.directory_id = $2 and u.id = $3::uuid`,
  },
  userNameKey: {
    name: 'select_user_by_user_name',
    text: `select ${SHOWN} from users u where u.organization_id = $1 and u.user_name_key = $3 and (u.directory_id = $2) is true`,
  },
  externalId: {
    name: 'select_user_by_external_id',
    text: `select ${SHOWN} from users u where u.organization_id = $1 and u.directory_id = $2 and u.external_id = $3`,
  },
} as const satisfies Record<string, Statement>;

/**
 * $2 directory, $3 offset, $4 limit. The total and the page come from one snapshot: the first row is the total, alone
 * when the page is empty. OFFSET runs on the covering index; the wide rows are joined after.
 */
export const selectUserPage: Statement = {
  name: 'select_user_page',
  text: `with total as (
    select coalesce(sum(users), 0) as users from directory_counters where organization_id = $1 and directory_id = $2
  ), page as (
    select id from users where organization_id = $1 and directory_id = $2 order by id offset $3::bigint limit $4::bigint
  )
  select ${SHOWN}, total.users
  from total left join (page cross join lateral (
    select * from users u where u.organization_id = $1 and u.id = page.id offset 0
  ) u) on true order by u.id`,
};

/** $2 directory or null, $3 id, $4 active, $5 now. Only a real change counts as `changed`. */
export const updateUserActive: HotStatement = {
  name: 'update_user_active',
  ctes: `changed as (
    update users set active = $4::boolean, epoch = epoch + case when $4::boolean then 0 else 1 end, modified_at = $5::timestamptz
    where organization_id = $1 and id = $3::uuid and ${IN_DIRECTORY} and active <> $4::boolean returning ${COLUMNS}
  ), shown as (
    select ${COLUMNS} from changed
    union all
    select id, $4::boolean, attributes, created_at, modified_at from users
    where organization_id = $1 and id = $3::uuid and ${IN_DIRECTORY} and not exists (select 1 from changed)
  )`,
  select: `select ${SHOWN} from shown u`,
};

/** $2 id, $3 user_name, $4 user_name_key, $5 external_id, $6 active, $7 attributes, $8 now, $9 folded. Raises the epoch when access ends. */
const UPDATE_USER = `update users set user_name = $3, user_name_key = $4, external_id = $5, active = $6::boolean, attributes = $7, folded = $9,
  modified_at = $8::timestamptz, epoch = epoch + case when active and not $6::boolean then 1 else 0 end
  where organization_id = $1 and id = $2::uuid`;

export const updateUser: Statement = { name: 'update_user', text: UPDATE_USER };

/** As `updateUser`; $10 e-mails, $11 how many. Positions are rewritten in place: one statement may not insert what it deletes. */
export const updateUserAndEmails: Statement = {
  name: 'update_user_and_emails',
  text: `with updated as (${UPDATE_USER}), fewer as (
    delete from user_emails where organization_id = $1 and user_id = $2::uuid and position >= $11::smallint
  )
  insert into user_emails (organization_id, user_id, position, value, value_key, type, is_primary)
  select $1, $2::uuid, e.* from jsonb_to_recordset($10::jsonb)
    e (position smallint, value text, value_key text, type text, is_primary boolean)
  on conflict (organization_id, user_id, position) do update
  set value = excluded.value, value_key = excluded.value_key, type = excluded.type, is_primary = excluded.is_primary`,
};

/** $2 directory or null, $3 id. Locks the groups that hold the user, in one order for all who lock several. */
export const lockGroupsOfUser: Statement = {
  name: 'lock_groups_of_user',
  text: `select id from groups where organization_id = $1 and ($2::uuid is null or directory_id = $2)
    and id = any(array(select group_id from group_users where organization_id = $1 and user_id = $3::uuid))
    order by id for no key update`,
};

/**
 * $2 directory or null, $3 id, $4 now; after `lockGroupsOfUser`. E-mails and memberships go with their user, groups
 * note that they have changed, and the counter that counted the user counts it no more. Nobody is deleted when they came
 * into a group after those were locked, and somebody else has that one: waiting for it out of turn could be for ever.
 */
export const deleteUser: HotStatement = {
  name: 'delete_user',
  hasDetails: true,
  ctes: `held as materialized (
    select id from groups where organization_id = $1
      and id = any(array(select group_id from group_users where organization_id = $1 and user_id = $3::uuid))
    for no key update skip locked
  ), changed as (
    delete from users where organization_id = $1 and id = $3::uuid and ${IN_DIRECTORY}
      and (select count(*) from held) = (select count(*) from group_users where organization_id = $1 and user_id = $3::uuid)
    returning id, directory_id, counter_slot, jsonb_build_object('userName', user_name, 'externalId', external_id) as details
  ), counted as (
    update directory_counters c set users = c.users - 1 from changed
    where c.organization_id = $1 and c.directory_id = changed.directory_id and c.slot = changed.counter_slot
  ), touched as (
    update groups set modified_at = $4::timestamptz, version = version + 1 from changed
    where groups.organization_id = $1 and groups.id in (select id from held)
  )`,
  select: 'select id from changed',
};
