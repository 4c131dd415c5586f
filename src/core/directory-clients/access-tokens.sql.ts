import type { Statement } from '../../platform/database/statement.ts';
import type { HotStatement } from '../verb.ts';

/** $2 directory. Taken first by whoever writes below a client, so that a directory that is being deleted goes first. */
export const shareDirectory: Statement = {
  name: 'share_directory',
  text: 'select id from directories where organization_id = $1 and id = $2::uuid for key share',
};

/**
 * Makes a token of a client. $2 client, $3 credential, $4 token, $5 hash, $6 now, $7 expiry; $8 digest of the assertion
 * and $9 its expiry, or null; $10 directory, $11 access; $12 the settings that were gone by, or null. No row when the
 * credential was revoked or got other keys, or the assertion was used, a moment ago. The update locks the credential:
 * who revokes it waits for the token, and finds it.
 */
export const insertAccessToken: HotStatement = {
  name: 'insert_access_token',
  ctes: `credential as (
      update directory_client_credentials set last_used_at = $6::timestamptz
      where organization_id = $1 and client_id = $2::uuid and id = $3::uuid and revoked_at is null
        and ($12::jsonb is null or settings = $12::jsonb) returning client_id, id
    ), once as (
      insert into used_assertions (organization_id, client_id, digest, expires_at)
      select $1, client_id, $8::bytea, $9::timestamptz from credential where $8::bytea is not null
      on conflict do nothing returning client_id
    ), changed as (
      insert into directory_tokens (organization_id, id, directory_id, secret_hash, access, created_at, expires_at, client_id, credential_id)
      select $1, $4::uuid, $10::uuid, $5::bytea, $11, $6::timestamptz, $7::timestamptz, client_id, id from credential
      where $8::bytea is null or exists (select from once)
      returning id
    )`,
  select: 'select id from changed',
};

/** $2 client, $3 digest, $4 expiry. No row when the assertion was used before. */
export const useAssertion: Statement = {
  name: 'use_assertion',
  text: `insert into used_assertions (organization_id, client_id, digest, expires_at)
    values ($1, $2::uuid, $3::bytea, $4::timestamptz) on conflict do nothing returning client_id`,
};

/**
 * Deletes what has expired at the clients after ($1 organization, $2 client), 500 at a time: tokens, and the names of
 * assertions; at most 5,000 of each. Gives how many those were, and the last of the clients; no row when there are no
 * more. Tokens live an hour, and their ids are in the order of time. Rows are deleted by their place, for no plan of a
 * join could then read the whole table.
 */
export const purgeMachineCredentials: Statement = {
  name: 'purge_machine_credentials',
  text: `with page as materialized (
    select organization_id, id from directory_clients where (organization_id, id) > ($1::uuid, $2::uuid)
    order by organization_id, id limit 500
  ), boundary as materialized (
    select (lpad(to_hex((extract(epoch from now() - interval '2 hours') * 1000)::bigint), 12, '0')
      || '70008000000000000000')::uuid as id
  ), old_token as materialized (
    select t.place from page, lateral (
      select ctid as place from directory_tokens
      where organization_id = page.organization_id and client_id = page.id and id < (select id from boundary)
      order by id limit 5000
    ) t limit 5000
  ), old_assertion as materialized (
    select a.place from page, lateral (
      select ctid as place from used_assertions
      where organization_id = page.organization_id and client_id = page.id and expires_at < now() - interval '1 hour'
      order by expires_at limit 5000
    ) a limit 5000
  ), purged_token as (
    delete from directory_tokens where ctid = any (array(select place from old_token)) returning 1
  ), purged_assertion as (
    delete from used_assertions where ctid = any (array(select place from old_assertion)) returning 1
  )
  select greatest((select count(*) from purged_token), (select count(*) from purged_assertion)), organization_id, id
  from page order by organization_id desc, id desc limit 1`,
};
