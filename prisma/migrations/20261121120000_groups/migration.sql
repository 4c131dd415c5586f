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

-- The groups that a user is in, directly and by way of others, as [{value, display, type}]. A function, so that only
-- users who are in a group pay for the recursion: most of the cost of a plan is in setting it up.
create function groups_of_user(organization uuid, member uuid) returns json language plpgsql stable as $$
begin
  return (
    with recursive membership (group_id, type) as (
      select gu.group_id, 'direct' from group_users gu where gu.organization_id = organization and gu.user_id = member
      union
      select holder.group_id, 'indirect' from membership m cross join lateral (
        select gg.group_id from group_groups gg where gg.organization_id = organization and gg.member_id = m.group_id offset 0
      ) holder
    )
    select json_agg(json_build_object('value', n.group_id, 'display',
      (select g.display_name from groups g where g.organization_id = organization and g.id = n.group_id), 'type', n.type) order by n.group_id)
    from (select group_id, min(type) as type from membership group by group_id) n
  );
end
$$;

-- Puts users into a group and takes members out of it, under a lock on the group's row. Each statement in here sees
-- what is there once the lock is had; in one statement all would see what was there before. Nothing is done when an id
-- is no user's: it is missing (listed), or a group's, which takes a check for cycles.
create function change_group_members(organization uuid, directory uuid, target uuid, entering uuid[], leaving uuid[], moment timestamptz,
  out is_found boolean, out missing text, out has_groups boolean, out details jsonb) language plpgsql as $$
declare
  known bigint;
  came uuid[];
  went uuid[];
begin
  perform from groups g where g.organization_id = organization and g.id = target and g.directory_id = directory for no key update;
  is_found := found;
  has_groups := false;
  if not is_found then
    return;
  end if;
  if cardinality(entering) > 0 then
    select count(*) into known from unnest(entering) e (id) cross join lateral (
      select from users u where u.organization_id = organization and u.id = e.id and (u.directory_id = directory) is true offset 0
    ) u;
    if known < cardinality(entering) then
      select string_agg(e.id::text, ' ') into missing from unnest(entering) e (id)
        where not exists (select from users u where u.organization_id = organization and u.id = e.id and (u.directory_id = directory) is true)
          and not exists (select from groups g where g.organization_id = organization and g.id = e.id and (g.directory_id = directory) is true);
      has_groups := missing is null;
      return;
    end if;
    with joined as (
      insert into group_users (organization_id, group_id, user_id, added_at)
      select organization, target, e.id, moment from unnest(entering) e (id) on conflict do nothing returning user_id
    )
    select array_agg(user_id) into came from joined;
  end if;
  if cardinality(leaving) > 0 then
    with departed as (
      delete from group_users m where m.organization_id = organization and m.group_id = target and m.user_id = any(leaving) returning m.user_id
    ), released as (
      delete from group_groups m where m.organization_id = organization and m.group_id = target and m.member_id = any(leaving) returning m.member_id
    )
    select array_agg(id) into went from (select user_id as id from departed union all select member_id from released) gone;
  end if;
  if came is not null or went is not null then
    update groups g set modified_at = moment, version = g.version + 1 where g.organization_id = organization and g.id = target;
    details := jsonb_build_object('added', coalesce(to_jsonb(came), '[]'), 'removed', coalesce(to_jsonb(went), '[]'));
  end if;
end
$$;
