-- Groups with members of both kinds, and the folded documents that filters are evaluated on.

alter table directory_counters add column groups bigint not null default 0;

-- What filters compare: the canonical document with texts folded by our own rule. A user written before has none
-- until the next write; their userName, externalId and addresses are found by their keys all the same.
alter table users add column folded text not null default '{}';

-- version counts the changes of a group, its members' included: it is the group's ETag. fillfactor: a change of
-- members rewrites the row, and free room on the page keeps that off the indexes.
create table groups (
  organization_id  uuid not null,
  id               uuid not null,
  directory_id     uuid not null,
  counter_slot     smallint not null,
  display_name     text not null,
  display_name_key text collate "C" not null,
  external_id      text collate "C",
  version          bigint not null default 1,
  attributes       text not null,
  folded           text not null,
  created_at       timestamptz(3) not null,
  modified_at      timestamptz(3) not null,
  primary key (organization_id, id),
  foreign key (organization_id, directory_id, counter_slot)
    references directory_counters (organization_id, directory_id, slot)
) with (fillfactor = 70);
create unique index groups_organization_id_directory_id_display_name_key_key on groups (organization_id, directory_id, display_name_key);
create unique index groups_organization_id_directory_id_external_id_key on groups (organization_id, directory_id, external_id);
create index groups_organization_id_directory_id_id_idx on groups (organization_id, directory_id, id);

create table group_users (
  organization_id uuid not null,
  group_id        uuid not null,
  user_id         uuid not null,
  added_at        timestamptz(3) not null,
  primary key (organization_id, group_id, user_id),
  foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references users (organization_id, id) on delete cascade
);
create index group_users_organization_id_user_id_group_id_idx on group_users (organization_id, user_id, group_id);

-- Groups in groups. That none contains itself is checked under a lock, for no constraint can.
create table group_groups (
  organization_id uuid not null,
  group_id        uuid not null,
  member_id       uuid not null,
  added_at        timestamptz(3) not null,
  primary key (organization_id, group_id, member_id),
  foreign key (organization_id, group_id) references groups (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id) references groups (organization_id, id) on delete cascade
);
create index group_groups_organization_id_member_id_group_id_idx on group_groups (organization_id, member_id, group_id);

do $$
declare
  table_name text;
begin
  foreach table_name in array array['groups', 'group_users', 'group_groups'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format($policy$create policy tenant on %I to drawbridge_app
      using (organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  end loop;
end
$$;

grant select, insert, update, delete on groups, group_users, group_groups to drawbridge_app;
