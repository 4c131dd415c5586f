import { z } from 'zod';
import { hashSecret } from '../../platform/secrets.ts';
import { change } from '../verb.ts';
import { shareDirectory, useAssertion } from './access-tokens.sql.ts';
import { verifiedClient } from './create-access-token.ts';
import { Unauthenticated } from './unauthenticated.ts';

/**
 * Gives back a token that this client has fetched: from the answer on it counts nowhere (RFC 7009 §2). What is no token
 * of its own is passed over in silence, so that nobody learns of others. Throws Unauthenticated.
 */
export const revokeAccessToken = change({
  may: 'access_tokens.revoke',
  input: verifiedClient.extend({ secret: z.string() }),
  async run(tx, { now }, { client, once, secret }) {
    const { organizationId } = tx;
    await tx.query(shareDirectory, [client.directoryId]);
    if (once !== undefined) {
      const used = await tx.query(useAssertion, [client.id, once.digest, once.expiresAt.toISOString()]);
      if (used.length === 0) throw new Unauthenticated({ reason: 'replayed' });
    }
    const own = { organizationId, clientId: client.id, secretHash: new Uint8Array(hashSecret(secret)) };
    const token = await tx.models.directoryToken.findFirst({ where: own });
    if (token === null) return { value: undefined, happened: 'nothing' };
    const revoked = await tx.models.directoryToken.updateMany({
      where: { ...own, revokedAt: null },
      data: { revokedAt: now },
    });
    if (revoked.count === 0) return { value: undefined, happened: 'nothing' };
    const details = { directoryId: client.directoryId, client: client.id };
    return { value: undefined, happened: [{ type: 'access_token.revoked', subject: token.id, details }] };
  },
});
