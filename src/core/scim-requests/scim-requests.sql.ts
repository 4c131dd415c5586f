import { isoTime, type Row, type Statement, text } from '../../platform/database/statement.ts';
import { clients } from './fingerprint.rules.ts';
import type { ScimRequestView } from './scim-request.ts';

/**
 * Writes many requests at once. $1 the rows as JSON. Directories are found by their addresses, and locked, so that one
 * that goes at the same moment is passed over and fails nobody. Gives the addresses of those that another transaction
 * has locked: their requests were not written. The inner limits keep the planner from reading whole tables.
 */
export const writeScimRequests: Statement = {
  name: 'write_scim_requests',
  text: `with entry as materialized (
    select * from jsonb_to_recordset($1::jsonb) e (id uuid, directory text, at timestamptz, method text, path text,
      status smallint, duration_ms integer, client text, user_agent text, token_id uuid, request_body text,
      answer_body text, code text, explanation text)
  ), route as materialized (
    select r.* from (select distinct directory from entry) named, lateral (
      select short_id, organization_id, directory_id from directory_routes where short_id = named.directory limit 1
    ) r
  ), here as materialized (
    select route.short_id, d.organization_id, d.id from route, lateral (
      select organization_id, id from directories
      where organization_id = route.organization_id and id = route.directory_id for key share skip locked
    ) d
  ), written as (
    insert into scim_requests (organization_id, directory_id, id, at, method, path, status, duration_ms, client,
      user_agent, token_id, request_body, answer_body, code, explanation)
    select here.organization_id, here.id, e.id, e.at, e.method, e.path, e.status, e.duration_ms, e.client,
      e.user_agent, e.token_id, e.request_body, e.answer_body, e.code, e.explanation
    from entry e join here on here.short_id = e.directory
  )
  select short_id from route where not exists (select from here where here.short_id = route.short_id)`,
};

/**
 * Deletes what is older than $3 days in up to 500 directories after ($1 organization, $2 directory); at most 5,000 rows.
 * Gives how many those were, and the last of the directories; no row when there are no more. Rows are deleted by their
 * place, for no plan of a join could then read the whole table.
 */
export const purgeScimRequests: Statement = {
  name: 'purge_scim_requests',
  text: `with page as materialized (
    select organization_id, id from directories where (organization_id, id) > ($1::uuid, $2::uuid)
    order by organization_id, id limit 500
  ), boundary as materialized (
    select (lpad(to_hex((extract(epoch from now() - make_interval(days => $3::integer)) * 1000)::bigint), 12, '0')
      || '70008000000000000000')::uuid as id
  ), old as materialized (
    select r.place from page, lateral (
      select ctid as place from scim_requests
      where organization_id = page.organization_id and directory_id = page.id and id < (select id from boundary)
      order by id limit 5000
    ) r limit 5000
  ), purged as (
    delete from scim_requests where ctid = any (array(select place from old)) returning 1
  )
  select (select count(*) from purged), organization_id, id from page order by organization_id desc, id desc limit 1`,
};

/** How many requests one page looks at, so that a rare match does not read them all. */
const MAX_LOOKED_AT = 10_000;

const COLUMNS =
  'id, at, method, path, status, duration_ms, client, user_agent, token_id, request_body, answer_body, code, explanation';

/** $2 directory, $3 below this id, $4 from this id on. */
const WINDOW =
  'where organization_id = $1 and directory_id = $2::uuid and id < $3::uuid and id >= $4::uuid order by id desc';

/**
 * Newest first. $5 status, $6 method, $7 client, $8 refused, $9 since, $10 until, $11 text: null for any; $12 limit.
 */
export const browseScimRequests: Statement = {
  name: 'browse_scim_requests',
  text: `select ${COLUMNS} from (select ${COLUMNS} from scim_requests ${WINDOW} limit ${MAX_LOOKED_AT}) r
    where ($5::integer is null or status = $5::integer)
      and ($6::text is null or method = $6::text)
      and ($7::text is null or client = $7::text)
      and ($8::boolean is null or (status >= 400) = $8::boolean)
      and ($9::timestamptz is null or at >= $9::timestamptz)
      and ($10::timestamptz is null or at < $10::timestamptz)
      and ($11::text is null or position(lower($11::text) in lower(concat_ws(' ', path, request_body, answer_body, explanation))) > 0)
    order by id desc limit $12::bigint`,
};

/** The last request that the statement above looked at; no row when it came to the end. */
export const lastLookedAt: Statement = {
  name: 'last_scim_request_looked_at',
  text: `select id from scim_requests ${WINDOW} offset ${MAX_LOOKED_AT - 1} limit 1`,
};

/** Reads a row of the statement above. */
export function scimRequestRow(row: Row): ScimRequestView {
  return {
    id: text(row, 0),
    at: isoTime(row, 1),
    method: text(row, 2),
    path: text(row, 3),
    status: Number(text(row, 4)),
    durationMs: Number(text(row, 5)),
    client: clients.find((client) => client === row[6]) ?? 'other',
    userAgent: row[7] ?? null,
    tokenId: row[8] ?? null,
    requestBody: row[9] ?? null,
    answerBody: row[10] ?? null,
    code: row[11] ?? null,
    explanation: row[12] ?? null,
  };
}

/** $2 directory. Some of the requests to it, a row for each: repeated, so that no single statement takes long. */
export const eraseSomeOfDirectory: Statement = {
  name: 'erase_some_of_directory',
  text: `delete from scim_requests where organization_id = $1 and directory_id = $2::uuid and id in
    (select id from scim_requests where organization_id = $1 and directory_id = $2::uuid limit 10000) returning 1`,
};
