import { createHash } from 'node:crypto';
import type { Statement, Value } from '../../platform/database/statement.ts';
import { isId } from '../../platform/ids.ts';
import { idArray } from '../groups/groups.sql.ts';
import type { Drive } from '../resources/drive.rules.ts';
import type { JsonPath } from '../resources/jsonpath.rules.ts';
import type { SortKey } from '../resources/sort.rules.ts';

/** What kind of resource a search looks through. */
export type Kind = 'user' | 'group';

/** One kind of resource, and which of them: what an index finds, and what is checked on each row that it gives. */
export type Source = {
  readonly kind: Kind;
  readonly drive: Drive | undefined;
  readonly rest: JsonPath | undefined;
  /** Undefined when this kind has no such attribute: its resources then have no value there. */
  readonly sort: SortKey | undefined;
};

/** The part of the hits that is wanted, in which order. */
export type Window = {
  readonly isSorted: boolean;
  readonly descending: boolean;
  readonly limit: number;
  /** By index: how many to pass over. By cursor: behind whom to begin; `key` is null where they had no value. */
  readonly from: { readonly offset: number } | { readonly after: { key: string | null; id: string } | undefined };
};

/** Collects parameters: `$1` is the organization, `$2` the directory. */
class Parameters {
  readonly values: Value[] = [];

  constructor(directory: string) {
    this.values.push(directory);
  }

  add(value: Value): string {
    this.values.push(value);
    return `$${this.values.length + 1}`;
  }
}

/**
 * The hits of a search. By index each row is: how many there are in all, kind, id, sort key; the first three of a
 * page past the end are the total alone. By cursor the total is null. The text follows from the shape of the search
 * alone; what the client sent travels as parameters.
 */
export function hitsStatement(
  directory: string,
  sources: readonly Source[],
  window: Window,
): { statement: Statement; values: readonly Value[] } {
  const parameters = new Parameters(directory);
  const text = 'offset' in window.from ? byIndex(sources, window, parameters) : byCursor(sources, window, parameters);
  const name = `hits_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  return { statement: { name, text }, values: parameters.values };
}

function byIndex(sources: readonly Source[], window: Window, parameters: Parameters): string {
  const union = sources.map((source) => hitsOf(source, window, parameters)).join(' union all ');
  const offset = parameters.add('offset' in window.from ? window.from.offset : 0);
  return `with hit as materialized (${union}), page as (
    select * from hit order by ${orderOf(window)} offset ${offset}::bigint limit ${parameters.add(window.limit)}::bigint
  )
  select t.total, kind, id, key from (select count(*) as total from hit) t left join page on true order by ${orderOf(window)}`;
}

function byCursor(sources: readonly Source[], window: Window, parameters: Parameters): string {
  const after = 'after' in window.from ? window.from.after : undefined;
  const limit = `${parameters.add(window.limit)}::bigint`;
  const where = after === undefined ? 'true' : behind(window, after, parameters);
  const each = sources.map((source) => {
    const hits = `select * from (${hitsOf(source, window, parameters)}) h where ${where}`;
    // Without a sort each kind is read in the order of its index, no further than the page goes.
    return window.isSorted ? hits : `(${hits} order by id limit ${limit})`;
  });
  return `select null, kind, id, key from (${each.join(' union all ')}) hit order by ${orderOf(window)} limit ${limit}`;
}

/** Missing values come last when ascending and first when descending (RFC 7644 §3.4.2.3): PostgreSQL's own order. */
function orderOf({ isSorted, descending }: Window): string {
  return isSorted ? `key ${descending ? 'desc' : 'asc'}, id` : 'id';
}

function behind(
  { isSorted, descending }: Window,
  after: { key: string | null; id: string },
  parameters: Parameters,
): string {
  const id = `${parameters.add(after.id)}::uuid`;
  if (!isSorted) return `id > ${id}`;
  if (after.key === null) return descending ? `(key is not null or id > ${id})` : `(key is null and id > ${id})`;
  const key = `${parameters.add(after.key)}::text collate "C"`;
  return descending
    ? `(key < ${key} or (key = ${key} and id > ${id}))`
    : `(key > ${key} or key is null or (key = ${key} and id > ${id}))`;
}

/** A cursor carries the key of the last hit in an address. Behind so many equal characters the id decides. */
const MAX_KEY_LENGTH = 200;

const TABLES = { user: 'users u', group: 'groups g' } as const;

function hitsOf({ kind, drive, rest, sort }: Source, { isSorted }: Window, parameters: Parameters): string {
  const row = kind === 'user' ? 'u' : 'g';
  const conditions = [`${row}.organization_id = $1`, drivenBy(drive, row, parameters)];
  const variables = variablesOf(kind, rest, parameters);
  if (rest !== undefined) {
    conditions.push(`jsonb_path_match(${row}.folded::jsonb, ${parameters.add(rest.path)}::jsonpath, ${variables})`);
  }
  const key = isSorted ? `left(${keyOf(sort, row, parameters)}, ${MAX_KEY_LENGTH})` : 'null::text';
  return `select '${kind}' as kind, ${row}.id, ${key} collate "C" as key from ${TABLES[kind]} where ${conditions.join(' and ')}`;
}

const OF_DIRECTORY = (row: string) => `(${row}.directory_id = $2::uuid) is true`;

/** Beside a key, the directory is no condition that an index could be chosen by. */
function drivenBy(drive: Drive | undefined, row: string, parameters: Parameters): string {
  if (drive === undefined) return `${row}.directory_id = $2::uuid`;
  const { key, value } = drive;
  switch (key) {
    case 'id':
      return isId(value) ? `${row}.id = ${parameters.add(value)}::uuid and ${OF_DIRECTORY(row)}` : nobody(row);
    case 'userNameKey':
      return `u.user_name_key = ${parameters.add(value)} and ${OF_DIRECTORY(row)}`;
    case 'userNamePrefix':
      return `u.user_name_key >= ${parameters.add(value)} and u.user_name_key < ${parameters.add(`${value}\u{10ffff}`)} and ${OF_DIRECTORY(row)}`;
    case 'emailKey':
      return `u.id in (select user_id from user_emails where organization_id = $1 and value_key = ${parameters.add(value)}) and ${OF_DIRECTORY(row)}`;
    case 'displayNameKey':
      return `g.directory_id = $2::uuid and g.display_name_key = ${parameters.add(value)}`;
    case 'externalId':
      return `${row}.directory_id = $2::uuid and ${row}.external_id = ${parameters.add(value)}`;
    case 'member':
      return isId(value) ? `${hasMember(parameters.add(value))} and ${OF_DIRECTORY(row)}` : nobody(row);
  }
}

/** Names the directory all the same: a parameter that a statement does not use has no type. */
function nobody(row: string): string {
  return `${row}.directory_id = $2::uuid and false`;
}

function hasMember(id: string): string {
  return `g.id in (select group_id from group_users where organization_id = $1 and user_id = ${id}::uuid
    union all select group_id from group_groups where organization_id = $1 and member_id = ${id}::uuid)`;
}

/**
 * The groups of the user `u` as JSON, direct ones and those that hold them, with folded names.
 * `offset 0` keeps the planner from joining whole tables for want of knowing how few groups there are.
 */
const FOLDED_GROUPS = `(with recursive membership (group_id, type) as (
    select gu.group_id, 'direct' from group_users gu where gu.organization_id = $1 and gu.user_id = u.id
    union
    select holder.group_id, 'indirect' from membership m cross join lateral (
      select gg.group_id from group_groups gg where gg.organization_id = $1 and gg.member_id = m.group_id offset 0
    ) holder
  )
  select json_agg(json_build_object('value', n.group_id,
    'display', (select g.display_name_key from groups g where g.organization_id = $1 and g.id = n.group_id), 'type', n.type) order by n.group_id)
  from (select group_id, min(type) as type from membership group by group_id) n)`;

const isoOf = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What a filter may ask of a row beside its document. Ids that are none are nobody's. */
function variablesOf(kind: Kind, rest: JsonPath | undefined, parameters: Parameters): string {
  const row = kind === 'user' ? 'u' : 'g';
  const common = `'id', ${row}.id, 'created', ${isoOf(`${row}.created_at`)}, 'modified', ${isoOf(`${row}.modified_at`)}`;
  if (kind === 'user') {
    const groups = rest?.usesGroups ? `, 'groups', coalesce(${FOLDED_GROUPS}, '[]')` : '';
    return `jsonb_build_object(${common}, 'active', u.active${groups})`;
  }
  const ids = (rest?.memberIds ?? []).filter(isId);
  const named = ids.length === 0 ? `'[]'::jsonb` : membersAmong(parameters.add(idArray(ids)));
  const has = rest?.path.includes('$hasMembers') ? `, 'hasMembers', ${HAS_MEMBERS}` : '';
  return `jsonb_build_object(${common}, 'members', ${named}${has})`;
}

function membersAmong(ids: string): string {
  return `coalesce((select jsonb_agg(jsonb_build_object('value', m.id)) from (
    select user_id as id from group_users where organization_id = $1 and group_id = g.id and user_id = any(${ids}::uuid[])
    union all
    select member_id from group_groups where organization_id = $1 and group_id = g.id and member_id = any(${ids}::uuid[])
  ) m), '[]')`;
}

const HAS_MEMBERS = `(exists (select from group_users m where m.organization_id = $1 and m.group_id = g.id)
    or exists (select from group_groups m where m.organization_id = $1 and m.group_id = g.id))`;

function keyOf(sort: SortKey | undefined, row: string, parameters: Parameters): string {
  if (sort === undefined) return 'null::text';
  switch (sort.column) {
    case 'id':
      return `${row}.id::text`;
    case 'userNameKey':
      return 'u.user_name_key';
    case 'displayNameKey':
      return 'g.display_name_key';
    case 'externalId':
      return `${row}.external_id`;
    case 'created':
      return isoOf(`${row}.created_at`);
    case 'modified':
      return isoOf(`${row}.modified_at`);
    case 'active':
      return `u.active::text`;
    default:
      return `(jsonb_path_query_first(${row}.folded::jsonb, ${parameters.add(sort.jsonpath)}::jsonpath) #>> '{}')`;
  }
}
