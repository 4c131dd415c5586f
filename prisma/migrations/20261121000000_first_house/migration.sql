-- Organizations, directories, tokens, users, e-mails, events, counters.
-- Every tenant table: forced row-level security, keys that start with organization_id.

-- The service's roles belong to the cluster, not to this database: make them only where they are missing.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['drawbridge_app', 'drawbridge_system'] loop
    begin
      if not exists (select 1 from pg_roles where rolname = role_name) then
        execute format('create role %I nologin nosuperuser nobypassrls', role_name);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of this cluster was quicker
    end;
    -- One DATABASE_URL: its user becomes these roles by SET ROLE. PostgreSQL 16 and later give the maker of a role
    -- its administration but not this. Where somebody else made the roles, they grant it.
    begin
      execute format('grant %I to current_user', role_name);
    exception when insufficient_privilege then
      null;
    end;
  end loop;
end
$$;

create table organizations (
  id                  uuid primary key,
  name                text not null,
  seat_limit          integer check (seat_limit >= 0),
  administrator_email text,
  administrator_name  text,
  created_at          timestamptz(3) not null,
  modified_at         timestamptz(3) not null
);

create table organization_routes (
  organization_id uuid primary key references organizations (id) on delete cascade,
  slug            text collate "C" not null,
  short_id        text collate "C" not null
);
create unique index organization_routes_slug_key on organization_routes (slug);
create unique index organization_routes_short_id_key on organization_routes (short_id);

create table directories (
  organization_id uuid not null references organizations (id) on delete cascade,
  id              uuid not null,
  name            text not null,
  provider        text not null check (provider in ('okta', 'entra', 'google', 'generic')),
  created_at      timestamptz(3) not null,
  primary key (organization_id, id)
);

create table directory_routes (
  short_id        text collate "C" primary key,
  organization_id uuid not null,
  directory_id    uuid not null,
  foreign key (organization_id, directory_id) references directories (organization_id, id) on delete cascade
);
create unique index directory_routes_organization_id_directory_id_key on directory_routes (organization_id, directory_id);

-- fillfactor: counting rewrites the row, and free room on the page keeps that off the index. No check on the slot:
-- PostgreSQL reads and plans a check anew in every execution, and only one statement makes these rows.
create table directory_counters (
  organization_id uuid not null,
  directory_id    uuid not null,
  slot            smallint not null,
  users           bigint not null default 0,
  primary key (organization_id, directory_id, slot),
  foreign key (organization_id, directory_id) references directories (organization_id, id) on delete cascade
) with (fillfactor = 20);

create table directory_tokens (
  organization_id uuid not null,
  id              uuid not null,
  directory_id    uuid not null,
  secret_hash     bytea not null,
  access          text not null check (access in ('read_only', 'read_write')),
  created_at      timestamptz(3) not null,
  expires_at      timestamptz(3) not null,
  revoked_at      timestamptz(3),
  last_used_at    timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, directory_id) references directories (organization_id, id) on delete cascade
);
create unique index directory_tokens_organization_id_secret_hash_key on directory_tokens (organization_id, secret_hash);
create index directory_tokens_organization_id_directory_id_idx on directory_tokens (organization_id, directory_id);

-- A user hangs on a counter slot of its directory, not on the directory: the foreign key's lock then falls on
-- the row that the same write counts in, and no row of the organization is touched by every write.
create table users (
  organization_id uuid not null,
  id              uuid not null,
  directory_id    uuid,
  counter_slot    smallint,
  user_name       text not null,
  user_name_key   text collate "C" not null,
  external_id     text collate "C",
  active          boolean not null,
  seat            text not null default 'none',
  epoch           integer not null default 1,
  attributes      text not null,
  created_at      timestamptz(3) not null,
  modified_at     timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, directory_id, counter_slot)
    references directory_counters (organization_id, directory_id, slot),
  check ((directory_id is null) = (counter_slot is null))
);
create unique index users_organization_id_user_name_key_key on users (organization_id, user_name_key);
create unique index users_organization_id_directory_id_external_id_key on users (organization_id, directory_id, external_id);
create index users_organization_id_directory_id_id_idx on users (organization_id, directory_id, id);

create table user_emails (
  organization_id uuid not null,
  user_id         uuid not null,
  position        smallint not null,
  value           text not null,
  value_key       text collate "C" not null,
  type            text,
  is_primary      boolean not null,
  primary key (organization_id, user_id, position),
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
create index user_emails_organization_id_value_key_idx on user_emails (organization_id, value_key);

-- No foreign key to organizations: the list outlives them, and a key would lock one row in every write.
create table events (
  organization_id uuid not null,
  id              uuid not null,
  sequence        bigint generated always as identity,
  type            text not null,
  subject_kind    text not null,
  subject_id      text not null,
  actor_kind      text not null,
  actor_id        text not null,
  request_id      text not null,
  occurred_at     timestamptz(3) not null,
  transaction     xid8 not null default pg_current_xact_id(),
  primary key (organization_id, id)
);

-- No foreign key to events: one statement writes both, and no role of the service can take an event away.
create table event_details (
  organization_id uuid not null,
  event_id        uuid not null,
  details         jsonb not null,
  primary key (organization_id, event_id)
);

-- Row-level security. The inner select makes the binding one InitPlan instead of a call per row.
do $$
declare
  table_name text;
begin
  foreach table_name in array array['organizations', 'organization_routes', 'directories', 'directory_routes',
    'directory_counters', 'directory_tokens', 'users', 'user_emails', 'events', 'event_details'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
  end loop;
  foreach table_name in array array['organization_routes', 'directories', 'directory_routes', 'directory_counters',
    'directory_tokens', 'users', 'user_emails', 'events'] loop
    execute format($policy$create policy tenant on %I to drawbridge_app
      using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  end loop;
end
$$;

create policy tenant on organizations to drawbridge_app
  using (id = (select nullif(current_setting('app.organization_id', true), '')::uuid));

-- Routing tables answer before the organization is known; they are written like any other.
create policy routing on organization_routes for select to drawbridge_app using (true);
create policy routing on directory_routes for select to drawbridge_app using (true);

-- Details are written once, and erased by the service only when their organization is gone.
create policy tenant_read on event_details for select to drawbridge_app
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
create policy tenant_write on event_details for insert to drawbridge_app
  with check (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid));
create policy tenant_erase on event_details for delete to drawbridge_app
  using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)
    and not exists (select 1 from organizations o where o.id = organization_id));

-- "Last used" is written for many organizations at once.
create policy last_used on directory_tokens to drawbridge_system using (true);

grant usage on schema public to drawbridge_app, drawbridge_system;
grant select, insert, update, delete on organizations, organization_routes, directories, directory_routes,
  directory_counters, directory_tokens, users, user_emails to drawbridge_app;
grant select, insert on events to drawbridge_app;
grant select, insert, delete on event_details to drawbridge_app;
grant select (organization_id, id, last_used_at), update (last_used_at) on directory_tokens to drawbridge_system;
