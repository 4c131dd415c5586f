import { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import { hashSecret, mintSecret } from '../../platform/secrets.ts';
import { change, prepared } from '../verb.ts';
import { insertAccessToken, shareDirectory } from './access-tokens.sql.ts';
import { Unauthenticated } from './unauthenticated.ts';

const LIFETIME_SECONDS = 3_600;

/** What was verified of the client: who it is, by which credential, and the assertion that counts once. */
export const verifiedClient = z.object({
  client: z.object({
    id: z.string(),
    directoryId: z.string(),
    organizationShortId: z.string(),
  }),
  access: z.enum(['read_only', 'read_write']),
  credentialId: z.string(),
  settings: z.string().optional(),
  once: z.object({ digest: z.instanceof(Buffer), expiresAt: z.date() }).optional(),
});

/** A token that was just fetched: the only time that its secret is known. */
export type AccessToken = {
  readonly id: string;
  readonly secret: string;
  readonly expiresInSeconds: number;
};

/**
 * Makes a token for a client that has proved itself, and takes its assertion for used in the same statement: of many
 * requests with one assertion a single one gets a token. Throws Unauthenticated.
 */
export const createAccessToken = change({
  may: 'access_tokens.create',
  input: verifiedClient,
  prepare({ now }, { client, access, credentialId, settings = null, once }) {
    const id = newId();
    const secret = mintSecret('drawbridge_scim', client.organizationShortId);
    const expiresAt = new Date(now.getTime() + LIFETIME_SECONDS * 1_000).toISOString();
    const used = [once?.digest ?? null, once?.expiresAt.toISOString() ?? null];
    const { directoryId } = client;
    const times = [now.toISOString(), expiresAt];
    const details = { directoryId, client: client.id, credentialId, access, expiresAt };
    return prepared({
      statement: insertAccessToken,
      values: [client.id, credentialId, id, hashSecret(secret), ...times, ...used, directoryId, access, settings],
      lock: { statement: shareDirectory, values: [directoryId] },
      happened: [{ type: 'access_token.created', subject: id, details }],
      isDone: (rows) => rows.length > 0,
      answer: (): AccessToken => ({ id, secret, expiresInSeconds: LIFETIME_SECONDS }),
    });
  },
  async otherwise(tx, _context, { client, once }) {
    const wasUsed =
      once !== undefined &&
      (await tx.models.usedAssertion.count({
        where: { organizationId: tx.organizationId, clientId: client.id, digest: new Uint8Array(once.digest) },
      })) > 0;
    throw new Unauthenticated({ reason: wasUsed ? 'replayed' : 'client_revoked' });
  },
});
