import type { Statement } from '../../platform/database/statement.ts';

/**
 * $2 directory, $3 user_name_key, $4 external_id: who has the one in the organization, or the other in the directory.
 * Locked, so that of two who would adopt them the second finds them active. Each row: id, active, whether of the directory, by which of the two, and the name of the directory that owns it.
 */
export const selectHolders: Statement = {
  name: 'select_user_holders',
  text: `with hit as (
    select id from users where organization_id = $1 and user_name_key = $3
    union
    select id from users where organization_id = $1 and directory_id = $2::uuid and external_id = $4
  )
  select u.id, u.active, (u.directory_id = $2::uuid) is true, u.user_name_key = $3,
    (u.directory_id = $2::uuid and u.external_id = $4) is true,
    (select d.name from directories d where d.organization_id = $1 and d.id = u.directory_id)
  from users u where u.organization_id = $1 and u.id = any(array(select id from hit))
  order by u.id
  for no key update of u`,
};
