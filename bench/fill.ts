import type { Client } from 'pg';
import { readUser } from '../src/core/users/user-resource.rules.ts';
import { newId } from '../src/platform/ids.ts';
import type { Tenancy } from './ours.ts';
import { person } from './people.ts';

const BATCH = 5_000;
const COUNTER_SLOTS = 16;

/** The table of the floor. */
export const floorSchema = `create table people (
  id uuid primary key, user_name_key text collate "C" not null unique, external_id text, active boolean not null,
  body text not null, created_at timestamptz(3) not null, modified_at timestamptz(3) not null)`;

/** Somebody who is in both databases before the load begins. */
export type Somebody = { readonly id: string; readonly userName: string };

/** People with ids in order; `prefix` keeps their names apart from those of others. */
export function people(count: number, prefix: string): Somebody[] {
  return Array.from({ length: count }, (_, index) => ({ id: newId(), userName: person(index, prefix).userName }));
}

/** Inserts people into the floor's table. */
export async function fillFloor(client: Client, everybody: readonly Somebody[]): Promise<void> {
  for (const { ids, keys, externalIds, attributes } of batchesOf(everybody)) {
    await client.query(
      `insert into people select id, key, external, true, body, now(), now()
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) p (id, key, external, body)`,
      [ids, keys, externalIds, attributes],
    );
  }
}

const INSERT_USERS = `insert into users (organization_id, directory_id, id, counter_slot, user_name, user_name_key, external_id,
    active, attributes, created_at, modified_at)
  select $1, $2, id, slot, name, key, external, true, attributes, now(), now()
  from unnest($3::uuid[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[])
    u (id, slot, name, key, external, attributes)`;

const INSERT_EMAILS = `insert into user_emails (organization_id, user_id, position, value, value_key, type, is_primary)
  select $1, id, 0, name, key, 'work', true from unnest($2::uuid[], $3::text[], $4::text[]) u (id, name, key)`;

const INSERT_EVENTS = `with event as (
    insert into events (organization_id, id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at)
    select $1, id, 'user.created', 'user', id::text, 'scim_token', $2::text, id::text, now() from unnest($3::uuid[]) u (id)
  )
  insert into event_details (organization_id, event_id, details)
  select $1, id, jsonb_build_object('userName', name, 'externalId', external)
  from unnest($3::uuid[], $4::text[], $5::text[]) u (id, name, external)`;

const COUNT = `update directory_counters c set users = (select count(*) from users u where u.organization_id = $1
    and u.directory_id = c.directory_id and u.counter_slot = c.slot) where c.organization_id = $1 and c.directory_id = $2`;

/** Inserts people into our tables with all that a POST of each would have left, as a superuser. */
export async function fillOurs(client: Client, tenancy: Tenancy, everybody: readonly Somebody[]): Promise<void> {
  const { organizationId, directoryId, tokenId } = tenancy;
  for (const { ids, slots, names, keys, externalIds, attributes } of batchesOf(everybody)) {
    await client.query(INSERT_USERS, [organizationId, directoryId, ids, slots, names, keys, externalIds, attributes]);
    await client.query(INSERT_EMAILS, [organizationId, ids, names, keys]);
    await client.query(INSERT_EVENTS, [organizationId, tokenId, ids, names, externalIds]);
  }
  await client.query(COUNT, [organizationId, directoryId]);
}

function* batchesOf(everybody: readonly Somebody[]) {
  for (let start = 0; start < everybody.length; start += BATCH) {
    const batch = everybody.slice(start, start + BATCH);
    const records = batch.map(({ userName }, index) => readUser(person(start + index, userName.split('.', 1)[0])));
    yield {
      ids: batch.map(({ id }) => id),
      slots: batch.map((_, index) => index % COUNTER_SLOTS),
      names: records.map(({ userName }) => userName),
      keys: records.map(({ userNameKey }) => userNameKey),
      externalIds: records.map(({ externalId }) => externalId),
      attributes: records.map(({ attributes }) => attributes),
    };
  }
}
