import type { Statement } from '../../platform/database/statement.ts';

/** Everything of one organization, in this order; the rest goes by cascade. Details of events only go after it. */
export const eraseTenant: readonly Statement[] = [
  { name: 'no_time_limit', text: `select set_config('statement_timeout', '0', true) from (select $1::text) organization` },
  { name: 'erase_users', text: 'delete from users where organization_id = $1' },
  { name: 'erase_organization', text: 'delete from organizations where id = $1' },
  { name: 'erase_event_details', text: 'delete from event_details where organization_id = $1' },
];
