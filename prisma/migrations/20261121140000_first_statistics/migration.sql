-- Plans are kept for as long as a connection lives, and on a table that was never analyzed all indexes that begin with
-- organization_id look alike to the planner: a look-up by userName then reads the whole organization, until the first
-- analyze. So the tables get statistics before the first customer comes: of rows that are there for that moment only.
-- An analyze of an empty table keeps what is known of its columns.
do $$
declare
  table_name text;
  tables constant text[] := array['organizations', 'directories', 'directory_counters', 'users', 'user_emails', 'groups', 'group_users', 'group_groups'];
  sample constant uuid := gen_random_uuid();
begin
  -- The owner is bound by row-level security like everybody else, and no policy is for it.
  foreach table_name in array tables loop
    execute format('alter table %I no force row level security', table_name);
  end loop;
  if not exists (select from users) then
    insert into organizations (id, name, created_at, modified_at) 
      select case when n = 0 then sample else gen_random_uuid() end, sample, now(), now() from generate_series(0, 500) n;
    insert into directories (organization_id, id, name, provider, created_at) values (sample, sample, 'sample', 'generic', now());
    insert into directories (organization_id, id, name, provider, created_at)
      select sample, gen_random_uuid(), 'sample', 'generic', now() from generate_series(1, 500);
    insert into directory_counters (organization_id, directory_id, slot)
      select sample, d.id, n from directories d, generate_series(0, 15) n where d.organization_id = sample;
    create temporary table sample_ids on commit drop as
      select n, gen_random_uuid() as id, d.id as directory_id from generate_series(1, 2000) n
        join (select id, row_number() over (order by id) as nth from directories where organization_id = sample) d on d.nth = n % 20 + 1;
    insert into users (organization_id, id, directory_id, counter_slot, user_name, user_name_key, external_id, active, attributes, created_at, modified_at)
      select sample, id, directory_id, n % 16, id, id, id, true, repeat('x', 800), now(), now() from sample_ids;
    insert into user_emails (organization_id, user_id, position, value, value_key, is_primary) select sample, id, 0, id, id, true from sample_ids;
    insert into groups (organization_id, id, directory_id, counter_slot, display_name, display_name_key, external_id, attributes, folded, created_at, modified_at)
      select sample, id, directory_id, n % 16, id, id, id, repeat('x', 100), '{}', now(), now() from sample_ids where n <= 1000;
    insert into group_users (organization_id, group_id, user_id, added_at)
      select sample, g.id, u.id, now() from sample_ids g join sample_ids u on u.n % 200 = g.n % 200 where g.n <= 1000;
    insert into group_groups (organization_id, group_id, member_id, added_at)
      select sample, g.id, m.id, now() from sample_ids g join sample_ids m on m.n = g.n + 500 where g.n <= 500;
    analyze organizations, directories, directory_counters, users, user_emails, groups, group_users, group_groups;
    delete from users where organization_id = sample;
    delete from groups where organization_id = sample;
    delete from organizations where name = sample::text;
  end if;
  foreach table_name in array tables loop
    execute format('alter table %I force row level security', table_name);
  end loop;
end
$$;
