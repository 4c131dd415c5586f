-- Machines that fetch their tokens themselves: clients of a directory, what each proves itself by, and what they fetched.

create table directory_clients (
  organization_id uuid not null,
  id              uuid not null,
  directory_id    uuid not null,
  name            text not null,
  access          text not null check (access in ('read_only', 'read_write')),
  created_at      timestamptz(3) not null,
  revoked_at      timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, directory_id) references directories (organization_id, id) on delete cascade
);
create unique index directory_clients_organization_id_directory_id_id_key on directory_clients (organization_id, directory_id, id);

-- Routing: the client that a client_id names, before its organization is known. Ids only.
create table directory_client_routes (
  short_id        text collate "C" primary key,
  organization_id uuid not null,
  directory_id    uuid not null,
  client_id       uuid not null,
  foreign key (organization_id, directory_id, client_id)
    references directory_clients (organization_id, directory_id, id) on delete cascade
);
create unique index directory_client_routes_client_key on directory_client_routes (organization_id, directory_id, client_id);

-- settings holds what is public: a key, or an issuer with what its assertions must say.
create table directory_client_credentials (
  organization_id uuid not null,
  client_id       uuid not null,
  id              uuid not null,
  kind            text not null check (kind in ('secret', 'key', 'federation')),
  secret_hash     bytea,
  settings        jsonb not null,
  created_at      timestamptz(3) not null,
  expires_at      timestamptz(3),
  revoked_at      timestamptz(3),
  last_used_at    timestamptz(3),
  primary key (organization_id, client_id, id),
  foreign key (organization_id, client_id) references directory_clients (organization_id, id) on delete cascade,
  check ((kind = 'secret') = (secret_hash is not null and expires_at is not null))
);

-- An assertion counts once. The digest names it; it is kept until it would have expired.
create table used_assertions (
  organization_id uuid not null,
  client_id       uuid not null,
  digest          bytea not null,
  expires_at      timestamptz(3) not null,
  primary key (organization_id, client_id, digest),
  foreign key (organization_id, client_id) references directory_clients (organization_id, id) on delete cascade
);
create index used_assertions_organization_id_client_id_expires_at_idx on used_assertions (organization_id, client_id, expires_at);

-- A token that a client has fetched dies with the credential that it was fetched by. Ids are in the order of time, and
-- all of these tokens live equally long: the index serves the purge too.
alter table directory_tokens
  add column client_id uuid,
  add column credential_id uuid,
  add check ((client_id is null) = (credential_id is null)),
  add foreign key (organization_id, client_id, credential_id)
    references directory_client_credentials (organization_id, client_id, id) on delete cascade;
create index directory_tokens_organization_id_client_id_id_idx on directory_tokens (organization_id, client_id, id);

do $$
declare
  table_name text;
begin
  foreach table_name in array array['directory_clients', 'directory_client_routes', 'directory_client_credentials',
    'used_assertions'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format($policy$create policy tenant on %I to drawbridge_app
      using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
    execute format('grant select, insert, update, delete on %I to drawbridge_app', table_name);
  end loop;
end
$$;

create policy routing on directory_client_routes for select to drawbridge_app using (true);

-- The purge works for many organizations at once, and reaches only what has expired.
drop policy last_used on directory_tokens;
create policy last_used_read on directory_tokens for select to drawbridge_system using (true);
create policy last_used on directory_tokens for update to drawbridge_system using (true);
create policy purge on directory_tokens for delete to drawbridge_system
  using (client_id is not null and expires_at < now());
create policy purge on used_assertions to drawbridge_system using (expires_at < now());
create policy purge on directory_clients for select to drawbridge_system using (true);

grant select (client_id, expires_at, ctid), delete on directory_tokens to drawbridge_system;
grant select (organization_id, client_id, expires_at, ctid), delete on used_assertions to drawbridge_system;
grant select (organization_id, id) on directory_clients to drawbridge_system;
