import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { hashSecret, mintSecret } from '../../platform/secrets.ts';
import { directoryId } from '../directories/directory.ts';
import { noSuchOrganization } from '../organizations/organization.ts';
import { change } from '../verb.ts';
import { clientId, noSuchClient } from './client.ts';
import { lockClient } from './clients.sql.ts';
import { viewOfCredential } from './credential.ts';
import { acceptedJwk, keysOf, type NewCredential, newCredential, type Outbound } from './credential-input.ts';

const DAY_MS = 86_400_000;
/** Several secrets count at once, so that none must be exchanged in a hurry. */
const MAX_LIVE_SECRETS = 5;
const MAX_LIVE_KEYS = 10;

/**
 * Gives a client another credential; of a secret the answer is the only copy. Refuses not_found, invalid_value, and
 * conflict when the client has as many as it may.
 */
export function createClientCredential(outbound: Outbound) {
  return change({
    may: 'directory_clients.update',
    input: z.object({ directoryId, clientId, credential: newCredential }),
    async run(tx, { now }, { directoryId: directory, clientId: client, credential: wanted }) {
      const { organizationId } = tx;
      if ((await tx.query(lockClient, [client, directory])).length === 0) throw noSuchClient();
      await assertRoom(tx, now, { client, isSecret: wanted.kind === 'secret' });
      const { secret, ...made } = await madeOf(tx, now, { wanted, outbound });
      const row = { organizationId, clientId: client, id: newId(), kind: wanted.kind, createdAt: now, ...made };
      const credential = await tx.models.directoryClientCredential.create({ data: row });
      const view = viewOfCredential(credential);
      const details = { directoryId: directory, credentialId: row.id, kind: wanted.kind, change: 'added' } as const;
      return {
        value: secret === undefined ? view : { ...view, secret },
        happened: [{ type: 'directory_client.updated', subject: client, details }],
      };
    },
  });
}

type Wanted = { readonly wanted: NewCredential; readonly outbound: Outbound };

/** What is kept of a new credential, and the secret that is not. */
async function madeOf(tx: Tx, now: Date, { wanted, outbound }: Wanted) {
  if (wanted.kind === 'key') return { settings: { jwk: await acceptedJwk(wanted.jwk, 'jwk') } };
  if (wanted.kind === 'federation') {
    const { kind: _, jwks, jwksUri, ...pinned } = wanted;
    return { settings: { ...pinned, ...(await keysOf({ jwks, jwksUri }, outbound)) } };
  }
  const route = await tx.models.organizationRoute.findUnique({ where: { organizationId: tx.organizationId } });
  if (route === null) throw noSuchOrganization();
  const secret = mintSecret('drawbridge_client', route.shortId);
  const expiresAt = new Date(now.getTime() + wanted.expiresInDays * DAY_MS);
  return { secret, secretHash: new Uint8Array(hashSecret(secret)), expiresAt, settings: {} };
}

async function assertRoom(tx: Tx, now: Date, { client, isSecret }: { client: string; isSecret: boolean }) {
  const live = await tx.models.directoryClientCredential.count({
    where: {
      organizationId: tx.organizationId,
      clientId: client,
      revokedAt: null,
      ...(isSecret ? { kind: 'secret', expiresAt: { gt: now } } : { kind: { not: 'secret' } }),
    },
  });
  if (isSecret && live >= MAX_LIVE_SECRETS) {
    throw new Refusal('conflict', `This client has ${MAX_LIVE_SECRETS} secrets that count. Revoke one first.`);
  }
  if (!isSecret && live >= MAX_LIVE_KEYS) {
    throw new Refusal('conflict', `This client has ${MAX_LIVE_KEYS} keys and federations. Revoke one first.`);
  }
}
