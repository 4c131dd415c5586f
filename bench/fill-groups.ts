import type { Client } from 'pg';
import { COUNTER_SLOTS } from '../src/core/directories/counter-slots.rules.ts';
import { type GroupRecord, readGroup, recordOfGroup } from '../src/core/groups/group-resource.rules.ts';
import { type Bunch, type Crowd, group, guestsOf } from './crowd.ts';
import type { Tenancy } from './ours.ts';

const INTO_FLOOR = `insert into groups (id, display_name, display_name_key, external_id, body, created_at, modified_at)
  select id, name, key, external, body, now(), now()
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) g (id, name, key, external, body)`;

/** Inserts groups and their members into the floor's tables. */
export async function fillFloorGroups(client: Client, crowd: Crowd): Promise<void> {
  const { ids, names, keys, externalIds, attributes } = columnsOf(bunchesOf(crowd));
  await client.query(INTO_FLOOR, [ids, names, keys, externalIds, attributes]);
  await client.query(placed('people'));
  await fillMembers(client, crowd, (rows) => `insert into members (group_id, user_id) ${rows}`);
}

const INTO_GROUPS = `insert into groups (organization_id, directory_id, id, counter_slot, display_name, display_name_key,
    external_id, attributes, folded, created_at, modified_at)
  select $1, $2, id, (place % ${COUNTER_SLOTS})::smallint, name, key, external, attributes, folded, now(), now()
  from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    with ordinality g (id, name, key, external, attributes, folded, place)`;

const INTO_EVENTS = `with event as (
    insert into events (organization_id, id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at)
    select $1, id, 'group.created', 'group', id::text, 'scim_token', $2::text, id::text, now() from unnest($3::uuid[]) g (id)
  )
  insert into event_details (organization_id, event_id, details)
  select $1, id, jsonb_build_object('displayName', name, 'externalId', external)
  from unnest($3::uuid[], $4::text[], $5::text[]) g (id, name, external)`;

const COUNT = `update directory_counters c set groups = (select count(*) from groups g where g.organization_id = $1
    and g.directory_id = c.directory_id and g.counter_slot = c.slot) where c.organization_id = $1 and c.directory_id = $2`;

/** Inserts groups and their members into our tables with all that a POST of each would have left, as a superuser. */
export async function fillOurGroups(client: Client, tenancy: Tenancy, crowd: Pick<Crowd, 'ordinary' | 'tides'>) {
  const { organizationId, directoryId, tokenId } = tenancy;
  const { ids, names, keys, externalIds, attributes, folded } = columnsOf(bunchesOf(crowd));
  const values = [organizationId, directoryId, ids, names, keys, externalIds, attributes, folded];
  await client.query(INTO_GROUPS, values);
  await client.query(INTO_EVENTS, [organizationId, tokenId, ids, names, externalIds]);
  await client.query(COUNT, [organizationId, directoryId]);
  await client.query(placed(`users where organization_id = '${organizationId}'`));
  await fillMembers(client, crowd, (rows) => {
    return `insert into group_users (organization_id, group_id, user_id, added_at)
      select '${organizationId}', group_id, user_id, now() from (${rows}) m`;
  });
}

function bunchesOf({ ordinary, tides }: Pick<Crowd, 'ordinary' | 'tides'>): Bunch[] {
  return [...ordinary, ...tides.flatMap(({ groups }) => groups)];
}

function columnsOf(bunches: readonly Bunch[]) {
  const records = bunches.map(({ name }) => recordOfGroup(readGroup(group(name))));
  const all = <K extends keyof GroupRecord>(key: K) => records.map((record) => record[key]);
  return {
    ids: bunches.map(({ id }) => id),
    names: all('displayName'),
    keys: all('displayNameKey'),
    externalIds: all('externalId'),
    attributes: all('attributes'),
    folded: all('folded'),
  };
}

/** Everybody in the order of their ids, from 0 on. */
function placed(source: string): string {
  return `drop table if exists somebody; create temp table somebody as
    select id, row_number() over (order by id) - 1 as n from ${source}; analyze somebody`;
}

/** Everybody is in two of the groups `$1`. */
const TWICE = `select ($1::uuid[])[1 + n % cardinality($1::uuid[])] as group_id, id as user_id from somebody
  union
  select ($1::uuid[])[1 + (7 * n + 3) % cardinality($1::uuid[])], id from somebody order by group_id, user_id`;

/** The first `$2` people are in each of the groups `$1`; each of the guests `$4` in the group at their place in `$3`. */
const FIRST_AND_GUESTS = `select g.id as group_id, u.id as user_id from unnest($1::uuid[]) g (id), somebody u
    where u.n < $2::bigint
  union all
  select * from unnest($3::uuid[], $4::uuid[]) order by group_id, user_id`;

async function fillMembers(
  client: Client,
  { ordinary, tides }: Pick<Crowd, 'ordinary' | 'tides'>,
  into: (rows: string) => string,
): Promise<void> {
  const idsOf = (bunches: readonly Bunch[]) => bunches.map(({ id }) => id);
  await client.query(into(TWICE), [idsOf(ordinary)]);
  for (const tide of tides) {
    const guests = guestsOf(tide);
    await client.query(into(FIRST_AND_GUESTS), [
      idsOf(tide.groups),
      tide.size - guests.length / tide.groups.length,
      guests.map((guest) => guest.group),
      guests.map((guest) => guest.id),
    ]);
  }
}
