const COLUMNS = 'id, active, title, body, created_at, modified_at';
const GROUP_COLUMNS = 'id, body, created_at, modified_at';

function statement(name: string, text: string) {
  return { name, text };
}

/** What the floor runs: one of these for each request. */
export const statements = {
  insert: statement(
    'insert',
    `insert into people (id, user_name_key, external_id, active, title, body, created_at, modified_at)
      values ($1, $2, $3, $4, $5, $6, $7, $7) returning ${COLUMNS}`,
  ),
  select: statement('select', `select ${COLUMNS} from people where id = $1`),
  selectInGroups: statement(
    'select_in_groups',
    `select ${COLUMNS}, (select json_agg(json_build_object('value', g.id, 'display', g.display_name))
      from members m join groups g on g.id = m.group_id where m.user_id = p.id) as groups from people p where id = $1`,
  ),
  find: statement('find', `select ${COLUMNS} from people where user_name_key = $1`),
  page: statement(
    'page',
    'select p.* from (select id from people order by id offset $1 limit $2) page join people p using (id) order by id',
  ),
  setActive: statement(
    'set_active',
    `update people set active = $2, modified_at = $3 where id = $1 returning ${COLUMNS}`,
  ),
  setTitle: statement('set_title', `update people set title = $2, modified_at = $3 where id = $1 returning ${COLUMNS}`),
  replace: statement(
    'replace',
    `update people set user_name_key = $2, external_id = $3, active = $4, title = $5, body = $6, modified_at = $7
      where id = $1 returning ${COLUMNS}`,
  ),
  insertGroup: statement(
    'insert_group',
    `insert into groups (id, display_name, display_name_key, external_id, body, created_at, modified_at)
      values ($1, $2, $3, $4, $5, $6, $6) returning ${GROUP_COLUMNS}`,
  ),
  selectGroup: statement('select_group', `select ${GROUP_COLUMNS} from groups where id = $1`),
  findGroup: statement('find_group', `select ${GROUP_COLUMNS} from groups where display_name_key = $1`),
  groupPage: statement(
    'group_page',
    'select g.* from (select id from groups order by id offset $1 limit $2) page join groups g using (id) order by id',
  ),
  join: statement('join', 'insert into members (group_id, user_id) values ($1, $2) on conflict do nothing'),
  leave: statement('leave', 'delete from members where group_id = $1 and user_id = $2'),
  joinAll: statement(
    'join_all',
    'insert into members (group_id, user_id) select $1, unnest($2::uuid[]) on conflict do nothing',
  ),
  leaveAll: statement('leave_all', 'delete from members where group_id = $1 and user_id = any($2::uuid[])'),
} as const;
