import type { Client } from 'pg';
import { COUNTER_SLOTS } from '../src/core/directories/counter-slots.rules.ts';
import { readUser } from '../src/core/users/user-resource.rules.ts';
import type { Tenancy } from './ours.ts';
import { KINDS, MARKS, type People, person, template } from './people.ts';

const BATCH = 20_000;

/** `n` is the person's index, `$1` their ids and `$2` the first index; `kind` counts from 1. */
const SOMEBODY = `(select id, $2::bigint + place - 1 as n, 1 + ($2::bigint + place - 1) % ${KINDS} as kind
  from unnest($1::uuid[]) with ordinality u (id, place)) u`;

/** A text with its marks replaced by the person's numbers. */
function filled(text: string): string {
  return Object.values(MARKS).reduce((inner, { mark, SQL }) => `replace(${inner}, '${mark}', ${SQL})`, text);
}

const NAME = `$3::text || '.' || n || '@corp.example'`;
const EXTERNAL = `'00u' || $3::text || ${MARKS.external.SQL}`;

const INTO_FLOOR = `insert into people (id, user_name_key, external_id, active, title, body, created_at, modified_at)
  select id, ${NAME}, ${EXTERNAL}, true, 'Engineer', ${filled('($4::text[])[kind]')}, now(), now() from ${SOMEBODY}`;

/** Inserts people into the floor's table. */
export async function fillFloor(client: Client, everybody: People): Promise<void> {
  const bodies = Array.from({ length: KINDS }, (_, kind) => {
    const { title: _title, ...others } = JSON.parse(readUser(template(kind, everybody.prefix)).attributes);
    return JSON.stringify(others);
  });
  for (const [ids, first] of batchesOf(everybody))
    await client.query(INTO_FLOOR, [ids, first, everybody.prefix, bodies]);
}

const INTO_USERS = `insert into users (organization_id, directory_id, id, counter_slot, user_name, user_name_key, external_id,
    active, attributes, folded, created_at, modified_at)
  select $4, $5, id, (n % ${COUNTER_SLOTS})::smallint, ${NAME}, ${NAME}, ${EXTERNAL}, true,
    ${filled('($6::text[])[kind]')}, ${filled('($7::text[])[kind]')}, now(), now() from ${SOMEBODY}`;

const INTO_EMAILS = `insert into user_emails (organization_id, user_id, position, value, value_key, type, is_primary)
  select $4, id, 0, ${NAME}, ${NAME}, 'work', true from ${SOMEBODY}`;

const INTO_EVENTS = `with event as (
    insert into events (organization_id, id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at)
    select $4, id, 'user.created', 'user', id::text, 'scim_token', $5::text, id::text, now() from unnest($1::uuid[]) u (id)
  )
  insert into event_details (organization_id, event_id, details)
  select $4, id, jsonb_build_object('userName', ${NAME}, 'externalId', ${EXTERNAL}) from ${SOMEBODY}`;

const COUNT = `update directory_counters c set users = (select count(*) from users u where u.organization_id = $1
    and u.directory_id = c.directory_id and u.counter_slot = c.slot) where c.organization_id = $1 and c.directory_id = $2`;

/** Inserts people into our tables with all that a POST of each would have left, as a superuser. */
export async function fillOurs(client: Client, tenancy: Tenancy, everybody: People): Promise<void> {
  const { organizationId, directoryId, tokenId } = tenancy;
  const { prefix } = everybody;
  const records = Array.from({ length: KINDS }, (_, kind) => readUser(template(kind, prefix)));
  const [attributes, folded] = [records.map((each) => each.attributes), records.map((each) => each.folded)];
  for (const [ids, first] of batchesOf(everybody)) {
    const common = [ids, first, prefix, organizationId];
    await client.query(INTO_USERS, [...common, directoryId, attributes, folded]);
    await client.query(INTO_EMAILS, common);
    await client.query(INTO_EVENTS, [...common, tokenId]);
  }
  await client.query(COUNT, [organizationId, directoryId]);
  await assertAsSent(client, tenancy, everybody);
}

/** What stands in the table for the last person is what a request would have written. */
async function assertAsSent(client: Client, { organizationId }: Tenancy, { count, prefix, at }: People): Promise<void> {
  const last = count - 1;
  const { rows } = await client.query(
    `select user_name, user_name_key, external_id, attributes, folded from users where organization_id = $1 and id = $2`,
    [organizationId, at(last).id],
  );
  const { userName, userNameKey, externalId, attributes, folded } = readUser(person(last, prefix));
  const wanted = { user_name: userName, user_name_key: userNameKey, external_id: externalId, attributes, folded };
  if (JSON.stringify(rows[0]) !== JSON.stringify(wanted))
    throw new Error(`filled in as ${JSON.stringify(rows[0])} instead of ${JSON.stringify(wanted)}`);
}

function* batchesOf({ count, at }: People): Generator<[ids: string[], first: number]> {
  for (let first = 0; first < count; first += BATCH) {
    yield [Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => at(first + index).id), first];
  }
}
