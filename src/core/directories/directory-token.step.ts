import type { Tx } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashSecret, mintSecret } from '../../platform/secrets.ts';
import type { Happening } from '../events.ts';
import { noSuchOrganization } from '../organizations/organization.ts';
import type { Context } from '../verb.ts';

const DAY_MS = 86_400_000;
const MAX_LIVE = 2;
const LIFETIME_DAYS = 365;

export type Access = 'read_only' | 'read_write';

/** A token that was just made: the only time that its secret is known. */
export type MintedToken = {
  readonly id: string;
  readonly secret: string;
  readonly access: Access;
  readonly expiresAt: string;
};

export type NewToken = {
  readonly directoryId: string;
  readonly access?: Access | undefined;
  readonly expiresInDays?: number | undefined;
};

/**
 * Makes a token of a directory that the caller has locked or just made: two may be live, the old one and the new one
 * of a rotation. Refuses conflict.
 */
export async function mintTokenStep(
  tx: Tx,
  context: Context,
  wanted: NewToken,
): Promise<{ token: MintedToken; happened: Happening }> {
  const { directoryId, access = 'read_write', expiresInDays = LIFETIME_DAYS } = wanted;
  const { organizationId } = tx;
  await assertRoom(tx, context.now, directoryId);
  const route = await tx.models.organizationRoute.findUnique({ where: { organizationId } });
  if (route === null) throw noSuchOrganization();
  const secret = mintSecret('drawbridge_scim', route.shortId);
  const id = newId();
  const expiresAt = new Date(context.now.getTime() + expiresInDays * DAY_MS);
  await tx.models.directoryToken.create({
    data: {
      organizationId,
      id,
      directoryId,
      secretHash: new Uint8Array(hashSecret(secret)),
      access,
      createdAt: context.now,
      expiresAt,
    },
  });
  const details = { directoryId, access, expiresAt: expiresAt.toISOString() };
  return {
    token: { id, secret, access, expiresAt: details.expiresAt },
    happened: { type: 'directory_token.created', subject: id, details },
  };
}

async function assertRoom(tx: Tx, now: Date, directoryId: string): Promise<void> {
  const live = await tx.models.directoryToken.count({
    where: { organizationId: tx.organizationId, directoryId, clientId: null, revokedAt: null, expiresAt: { gt: now } },
  });
  if (live >= MAX_LIVE) {
    throw new Refusal(
      'conflict',
      `This directory has ${MAX_LIVE} live tokens, which is enough for a rotation. Revoke one first.`,
    );
  }
}
