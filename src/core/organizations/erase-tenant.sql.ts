import type { Statement } from '../../platform/database/statement.ts';

/** Some of an organization's users, a row for each: repeated, so that no single statement takes long. */
export const eraseSomeUsers: Statement = {
  name: 'erase_some_users',
  text: `delete from users where organization_id = $1 and id in (select id from users where organization_id = $1 limit 10000)
    returning 1`,
};

/** Some of its groups, likewise; their members go with them. */
export const eraseSomeGroups: Statement = {
  name: 'erase_some_groups',
  text: `delete from groups where organization_id = $1 and id in (select id from groups where organization_id = $1 limit 1000)
    returning 1`,
};

/** Some of the recorded requests to its directories, likewise. */
export const eraseSomeScimRequests: Statement = {
  name: 'erase_some_scim_requests',
  text: `delete from scim_requests where organization_id = $1 and (directory_id, id) in
    (select directory_id, id from scim_requests where organization_id = $1 limit 10000) returning 1`,
};

/** The organization; its directories, tokens, counters and addresses go by cascade. */
export const eraseOrganization: Statement = {
  name: 'erase_organization',
  text: 'delete from organizations where id = $1',
};

/** Some of the details of its events, which go only after it; a row for each. */
export const eraseSomeDetails: Statement = {
  name: 'erase_some_details',
  text: `delete from event_details
    where organization_id = $1 and event_id in (select event_id from event_details where organization_id = $1 limit 10000)
    returning 1`,
};
