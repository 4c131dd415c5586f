import { isoTime, type Row, type Statement, text } from '../../platform/database/statement.ts';
import { COUNTER_SLOTS } from '../directories/counter-slots.rules.ts';
import type { HotStatement } from '../verb.ts';

/** A group as doors show it. Times are ISO 8601 in UTC. */
export type GroupRow = {
  readonly id: string;
  /** Canonical SCIM JSON without id, members and meta. */
  readonly attributes: string;
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** Counts the group's changes, its members' included. */
  readonly version: string;
  /** Undefined when they were not asked for. */
  readonly members: Members | undefined;
};

/** The ids of a group's members, by kind. */
export type Members = { readonly users: readonly string[]; readonly groups: readonly string[] };

const COLUMNS = 'g.id, g.attributes, g.created_at, g.modified_at, g.version';
const MEMBERS = `array_to_string(array(select user_id from group_users m where m.organization_id = $1 and m.group_id = g.id order by user_id), ' '),
  array_to_string(array(select member_id from group_groups m where m.organization_id = $1 and m.group_id = g.id order by member_id), ' ')`;

/** Reads a row of `COLUMNS`, and of `MEMBERS` after them where they were asked for. */
export function groupRow(row: Row): GroupRow {
  return {
    id: text(row, 0),
    attributes: text(row, 1),
    createdAt: isoTime(row, 2),
    modifiedAt: isoTime(row, 3),
    version: text(row, 4),
    members: row.length > 5 ? { users: idsIn(text(row, 5)), groups: idsIn(text(row, 6)) } : undefined,
  };
}

/** Ids that a statement has joined by blanks. */
export function idsIn(joined: string): string[] {
  return joined === '' ? [] : joined.split(' ');
}

/** An array parameter. Ids only: they need no quoting. */
export function idArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

const SELECT = {
  bare: `select ${COLUMNS} from groups g`,
  full: `select ${COLUMNS}, ${MEMBERS} from groups g`,
} as const;

/** With members, or without touching a row of theirs. */
export type Extent = keyof typeof SELECT;

/** $2 directory, $3 id. */
export const selectGroup = statementsOf(
  'select_group',
  'where g.organization_id = $1 and g.id = $3::uuid and g.directory_id = $2::uuid',
);

/** $2 directory, $3 ids; in no order. */
export const selectGroups = statementsOf(
  'select_groups',
  'where g.organization_id = $1 and g.id = any($3::uuid[]) and (g.directory_id = $2::uuid) is true',
);

/** One per stored key; $2 directory, $3 the key. */
export const selectGroupBy = {
  id: statementsOf(
    'select_group_by_id',
    'where g.organization_id = $1 and g.directory_id = $2::uuid and g.id = $3::uuid',
  ),
  displayNameKey: statementsOf(
    'select_group_by_display_name',
    'where g.organization_id = $1 and g.directory_id = $2::uuid and g.display_name_key = $3',
  ),
  externalId: statementsOf(
    'select_group_by_external_id',
    'where g.organization_id = $1 and g.directory_id = $2::uuid and g.external_id = $3',
  ),
} as const;

function statementsOf(name: string, where: string): Readonly<Record<Extent, Statement>> {
  return {
    bare: { name: `${name}_bare`, text: `${SELECT.bare} ${where}` },
    full: { name, text: `${SELECT.full} ${where}` },
  };
}

/**
 * $2 directory, $3 offset, $4 limit. The total and the page come from one snapshot: the first row is the total, alone
 * when the page is empty.
 */
export const selectGroupPage: Readonly<Record<Extent, Statement>> = {
  bare: { name: 'select_group_page_bare', text: pageOf(COLUMNS) },
  full: { name: 'select_group_page', text: pageOf(`${COLUMNS}, ${MEMBERS}`) },
};

function pageOf(columns: string): string {
  return `with total as (
    select coalesce(sum(groups), 0) as groups from directory_counters where organization_id = $1 and directory_id = $2::uuid
  ), page as (
    select id from groups where organization_id = $1 and directory_id = $2::uuid order by id offset $3::bigint limit $4::bigint
  )
  select total.groups, ${columns}
  from total left join (page cross join lateral (
    select * from groups g where g.organization_id = $1 and g.id = page.id offset 0
  ) g) on true order by g.id`;
}

/**
 * Of the ids in $3, those of users and of groups of the directory $2, and those of neither. `offset 0` has each id
 * looked up by the key, for the planner cannot know how few or how many there are.
 */
const KINDS = `wanted (id) as (select unnest($3::uuid[])), people (id) as (
    select u.id from wanted w cross join lateral (
      select id from users where organization_id = $1 and id = w.id and (directory_id = $2::uuid) is true offset 0
    ) u
  ), nested (id) as (
    select g.id from wanted w cross join lateral (
      select id from groups where organization_id = $1 and id = w.id and (directory_id = $2::uuid) is true offset 0
    ) g
  ), missing (id) as (select id from wanted where id not in (select id from people) and id not in (select id from nested))`;

const listOf = (cte: string) => `coalesce((select string_agg(id::text, ' ') from ${cte}), '')`;

/**
 * $2 directory, $3 member ids, $4 id, $5 display_name, $6 display_name_key, $7 external_id, $8 attributes, $9 folded,
 * $10 now. Nothing is written when a member is missing. A new group can be in no cycle: nobody knows its id yet.
 */
export const insertGroup: HotStatement = {
  name: 'insert_group',
  ctes: `${KINDS}, counted as (
    update directory_counters set groups = groups + 1
    where organization_id = $1 and directory_id = $2::uuid and slot = (pg_backend_pid() % ${COUNTER_SLOTS})::smallint
      and not exists (select from missing) returning slot
  ), changed as (
    insert into groups (organization_id, directory_id, id, counter_slot, display_name, display_name_key, external_id,
      attributes, folded, created_at, modified_at)
    select $1, $2::uuid, $4::uuid, slot, $5, $6, $7, $8, $9, $10::timestamptz, $10::timestamptz from counted
    returning id
  ), joined as (
    insert into group_users (organization_id, group_id, user_id, added_at)
    select $1, changed.id, people.id, $10::timestamptz from changed, people
  ), held as (
    insert into group_groups (organization_id, group_id, member_id, added_at)
    select $1, changed.id, nested.id, $10::timestamptz from changed, nested
  )`,
  select: `select (select count(*) from changed), ${listOf('missing')}, ${listOf('people')}, ${listOf('nested')}`,
};

/** $2 directory, $3 id. Held until the transaction ends; members may still be looked up in the row. */
export const lockGroup: Statement = {
  name: 'lock_group',
  text: `${SELECT.bare} where g.organization_id = $1 and g.id = $3::uuid and g.directory_id = $2::uuid for no key update`,
};

/**
 * Locks the nesting of a directory's groups; $2 directory. Whoever has put groups into a group takes it last, and
 * looks for cycles after: of two who make one together, the second sees it.
 */
export const lockNesting: Statement = {
  name: 'lock_nesting',
  text: `select pg_advisory_xact_lock(hashtextextended($1::text || $2::text, 0))`,
};

/** $2 the group, $3 groups that are to come into it: a row when one of them is the group or already holds it. */
export const selectCycle: Statement = {
  name: 'select_group_cycle',
  text: `with recursive held (id) as (
    select unnest($3::uuid[])
    union
    select inner_one.member_id from held cross join lateral (
      select m.member_id from group_groups m where m.organization_id = $1 and m.group_id = held.id offset 0
    ) inner_one
  )
  select id from held where id = $2::uuid`,
};

/** $2 directory, $3 ids to put in, $4 the group, $5 ids to take out, $6 now. */
const JOIN_AND_LEAVE = `joined as (
    insert into group_users (organization_id, group_id, user_id, added_at)
    select $1, ready.id, people.id, $6::timestamptz from ready, people on conflict do nothing returning user_id as id
  ), held as (
    insert into group_groups (organization_id, group_id, member_id, added_at)
    select $1, ready.id, nested.id, $6::timestamptz from ready, nested on conflict do nothing returning member_id as id
  )`;

const LEAVE_SOME = `departed as (
    delete from group_users where organization_id = $1 and group_id = (select id from ready) and user_id = any($5::uuid[]) returning user_id as id
  ), released as (
    delete from group_groups where organization_id = $1 and group_id = (select id from ready) and member_id = any($5::uuid[]) returning member_id as id
  )`;

const LEAVE_OTHERS = `departed as (
    delete from group_users where organization_id = $1 and group_id = (select id from ready) and user_id not in (select id from wanted)
      and $5::uuid[] is not null returning user_id as id
  ), released as (
    delete from group_groups where organization_id = $1 and group_id = (select id from ready) and member_id not in (select id from wanted) returning member_id as id
  )`;

const MOVED = `(exists (select from joined) or exists (select from held) or exists (select from departed) or exists (select from released))`;

const jsonOf = (...ctes: string[]) =>
  `coalesce((select jsonb_agg(id) from (${ctes.map((cte) => `select id from ${cte}`).join(' union all ')}) moved), '[]')`;

const DETAILS = `jsonb_build_object('added', ${jsonOf('joined', 'held')}, 'removed', ${jsonOf('departed', 'released')})`;

/**
 * $2 directory, $3 the group, $4 users to put in, $5 members to take out, $6 now. Done by a function of the database,
 * under a lock on the group. The row: whether there is the group, ids that are missing, whether some are groups'.
 */
export const changeMembers: HotStatement = {
  name: 'change_group_members',
  hasDetails: true,
  ctes: `done as materialized (
    select * from change_group_members($1::uuid, $2::uuid, $3::uuid, $4::uuid[], $5::uuid[], $6::timestamptz)
  ), changed as (select details from done where details is not null)`,
  select: `select is_found, coalesce(missing, ''), has_groups from done`,
};

/**
 * Writes a group's row and its members, in a transaction that has locked it. The parameters above, and $7 display_name,
 * $8 display_name_key, $9 external_id, $10 attributes, $11 folded, $12 whether attributes change. By `replaces`: the
 * ids to put in are all that stay. The row: missing ids, groups among the ids, groups that are new, all put in and taken
 * out, version.
 */
export const updateGroupAndMembers: Readonly<Record<'replaces' | 'changes', Statement>> = {
  changes: { name: 'update_group_and_members', text: updateText(LEAVE_SOME) },
  replaces: { name: 'update_group_and_replace_members', text: updateText(LEAVE_OTHERS) },
};

function updateText(leave: string): string {
  return `with ${KINDS}, ready (id) as (select $4::uuid where not exists (select from missing)), ${JOIN_AND_LEAVE}, ${leave}, changed as (
    update groups set modified_at = $6::timestamptz, version = version + 1, display_name = $7, display_name_key = $8,
      external_id = $9, attributes = $10, folded = $11
    where organization_id = $1 and id = (select id from ready) and ($12::boolean or ${MOVED}) returning version
  )
  select ${listOf('missing')}, ${listOf('nested')}, ${listOf('held')}, ${DETAILS}, (select version from changed)`;
}

/** $2 directory, $3 id. Locks the group and the groups that hold it, in one order for all who lock several. */
export const lockGroupAndHolders: Statement = {
  name: 'lock_group_and_holders',
  text: `select id from groups where organization_id = $1 and (directory_id = $2::uuid) is true
    and id = any(array(select group_id from group_groups where organization_id = $1 and member_id = $3::uuid) || $3::uuid)
    order by id for update`,
};

/**
 * $2 directory, $3 id, $4 now; after `lockGroupAndHolders`. Members are no longer its members; those groups that held it
 * have changed. Nothing is deleted when it came into a group after those were locked, and somebody else has that one.
 */
export const deleteGroup: HotStatement = {
  name: 'delete_group',
  hasDetails: true,
  ctes: `held as materialized (
    select id from groups where organization_id = $1
      and id = any(array(select group_id from group_groups where organization_id = $1 and member_id = $3::uuid))
    for no key update skip locked
  ), changed as (
    delete from groups where organization_id = $1 and id = $3::uuid and directory_id = $2::uuid
      and (select count(*) from held) = (select count(*) from group_groups where organization_id = $1 and member_id = $3::uuid)
    returning id, directory_id, counter_slot, jsonb_build_object('displayName', display_name, 'externalId', external_id) as details
  ), counted as (
    update directory_counters c set groups = c.groups - 1 from changed
    where c.organization_id = $1 and c.directory_id = changed.directory_id and c.slot = changed.counter_slot
  ), touched as (
    update groups set modified_at = $4::timestamptz, version = version + 1 from changed
    where groups.organization_id = $1 and groups.id in (select id from held)
  )`,
  select: 'select id from changed',
};
