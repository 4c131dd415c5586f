import { z } from 'zod';
import { directoryId } from '../directories/directory.ts';
import { change } from '../verb.ts';
import { clientById, clientId } from './client.ts';
import { revokeTokensStep } from './revoke-tokens.step.ts';

/**
 * Revokes a client with its credentials and every token that it fetched: from the answer on none of them counts
 * anywhere. Doing it again changes nothing. Refuses not_found.
 */
export const revokeDirectoryClient = change({
  may: 'directory_clients.revoke',
  input: z.object({ directoryId, clientId }),
  async run(tx, { now }, { directoryId: directory, clientId: id }) {
    const { organizationId } = tx;
    await clientById(tx, { directoryId: directory, id });
    const revoked = await tx.models.directoryClient.updateMany({
      where: { organizationId, id, revokedAt: null },
      data: { revokedAt: now },
    });
    if (revoked.count === 0) return { value: undefined, happened: 'nothing' };
    await revokeTokensStep(tx, now, { clientId: id });
    const details = { directoryId: directory };
    return { value: undefined, happened: [{ type: 'directory_client.revoked', subject: id, details }] };
  },
});
