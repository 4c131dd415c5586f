import { z } from 'zod';
import type { Statement } from '../../platform/database/statement.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { change } from '../verb.ts';
import {
  eraseOrganization,
  eraseSomeDetails,
  eraseSomeGroups,
  eraseSomeScimRequests,
  eraseSomeUsers,
} from './erase-tenant.sql.ts';
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
    await untilNothingIsLeft(tx, eraseSomeUsers);
    await untilNothingIsLeft(tx, eraseSomeGroups);
    await untilNothingIsLeft(tx, eraseSomeScimRequests);
    await tx.query(eraseOrganization);
    await untilNothingIsLeft(tx, eraseSomeDetails);
    return {
      value: undefined,
      happened: [{ type: 'organization.deleted', subject: context.organization, details: { name } }],
    };
  },
});

async function untilNothingIsLeft(tx: Tx, statement: Statement): Promise<void> {
  while ((await tx.query(statement)).length > 0);
}
