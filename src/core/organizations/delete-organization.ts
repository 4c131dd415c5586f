import { z } from 'zod';
import { change } from '../verb.ts';
import { eraseTenant } from './erase-tenant.sql.ts';
import { organizationOf } from './organization.ts';

/**
 * Deletes the organization and everything that it held, for good. That it happened, and what happened before, stays
 * in the list of events; the personal details of those events go. Refuses not_found.
 */
export const deleteOrganization = change({
  may: 'organizations.delete',
  input: z.unknown(),
  async run(tx, context) {
    const { name } = await organizationOf(tx);
    for (const statement of eraseTenant) await tx.query(statement);
    return { value: undefined, happened: [{ type: 'organization.deleted', subject: context.organization, details: { name } }] };
  },
});
