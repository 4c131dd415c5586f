import type { Tx } from '../../platform/database/transaction.ts';

/**
 * Revokes a client's credentials, or one of them, with all tokens that were fetched by them. Gives how many credentials
 * those were. A token is fetched under the lock of its credential, so that none slips in between both statements.
 */
export async function revokeTokensStep(
  tx: Tx,
  now: Date,
  { clientId, credentialId }: { clientId: string; credentialId?: string },
): Promise<number> {
  const { organizationId } = tx;
  const revoked = await tx.models.directoryClientCredential.updateMany({
    where: { organizationId, clientId, ...(credentialId === undefined ? {} : { id: credentialId }), revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.models.directoryToken.updateMany({
    where: { organizationId, clientId, ...(credentialId === undefined ? {} : { credentialId }), revokedAt: null },
    data: { revokedAt: now },
  });
  return revoked.count;
}
