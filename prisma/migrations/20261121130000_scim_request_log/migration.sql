-- What identity providers asked of a directory and what they were told, for their administrators to read.

-- The id is the request's own, and a UUIDv7: the primary key is the order of time. No other index, for every SCIM
-- request writes a row.
create table scim_requests (
  organization_id uuid not null,
  directory_id    uuid not null,
  id              uuid not null,
  at              timestamptz(3) not null,
  method          text not null,
  path            text not null,
  status          smallint not null,
  duration_ms     integer not null,
  client          text not null,
  user_agent      text,
  token_id        uuid,
  request_body    text,
  answer_body     text,
  code            text,
  explanation     text,
  primary key (organization_id, directory_id, id),
  foreign key (organization_id, directory_id) references directories (organization_id, id) on delete cascade
);

alter table scim_requests enable row level security;
alter table scim_requests force row level security;
create policy tenant on scim_requests to drawbridge_app
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));

-- Written for many organizations at once, and purged; what is younger than the shortest retention cannot be purged.
create policy request_log on scim_requests to drawbridge_system
  using (at < now() - interval '1 day') with check (true);

-- The log finds its directories by their addresses, and locks them while it writes: one that is being deleted is
-- passed over. To lock a row asks for the right to update it; no update passes this policy.
create policy request_log on directory_routes for select to drawbridge_system using (true);
create policy request_log on directories for select to drawbridge_system using (true);
create policy request_log_lock on directories for update to drawbridge_system using (true) with check (false);

grant select, delete on scim_requests to drawbridge_app;
grant insert, select (organization_id, directory_id, id, at, ctid), delete on scim_requests to drawbridge_system;
grant select on directory_routes to drawbridge_system;
grant select (organization_id, id), update (id) on directories to drawbridge_system;
