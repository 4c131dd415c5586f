import type { Database } from '../../platform/database/database.ts';
import { isoTime, type Statement, text } from '../../platform/database/statement.ts';
import { hashSecret, isSecretShaped } from '../../platform/secrets.ts';
import type { Actor } from '../permissions.ts';

/** A directory token that counts: where it acts and as whom. */
export type Credential = {
  readonly organizationId: string;
  readonly actor: Actor & { kind: 'scim_token' };
  /** The client that fetched it; undefined for a token that an operator made. */
  readonly clientId?: string | undefined;
  readonly expiresAtMs: number;
};

/** Finds out whose a SCIM request is. */
export type DirectoryGate = {
  /**
   * The credential of `secret` at the directory that the address names; undefined when it does not count there, for
   * whatever reason. Throws Outage.
   */
  admit(claimed: { directory: string; secret: string }, now: Date): Promise<Credential | undefined>;
  /** Drops what is cached of a token, of a client's tokens, of a directory or of an organization. */
  forget(subject: string): void;
  /** Drops everything cached: some revocation may have been missed. */
  forgetAll(): void;
};

/** The longest time for which a revocation that nobody told us of goes unseen. */
const CACHE_MS = 5_000;
const MAX_CACHED = 10_000;

const selectRoute: Statement = {
  name: 'select_directory_route',
  text: 'select organization_id, directory_id from directory_routes where short_id = $1',
};

/** $2 directory, $3 hash. */
const selectToken: Statement = {
  name: 'select_directory_token',
  text: `select id, access, expires_at, client_id from directory_tokens
    where organization_id = $1 and secret_hash = $3::bytea and directory_id = $2::uuid and revoked_at is null`,
};

type Cached = { readonly credential: Credential; readonly untilMs: number };

/** A gate with a small cache of its own. Only hashes are kept, so a look-up by hash tells nothing by its timing. */
export function directoryGate(database: Database): DirectoryGate {
  const cache = new Map<string, Cached>();
  // A revocation that arrives while a token is being looked up must not be forgotten by what the look-up then caches.
  let generation = 0;

  async function lookUp(key: string, { directory, hash }: { directory: string; hash: Buffer }, nowMs: number) {
    const asked = generation;
    const credential = await credentialOf(database, directory, hash);
    if (credential === undefined || asked !== generation) return credential;
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, { credential, untilMs: nowMs + CACHE_MS });
    return credential;
  }

  return {
    async admit({ directory, secret }, now) {
      if (!isSecretShaped('drawbridge_scim', secret)) return undefined;
      const hash = hashSecret(secret);
      const key = `${directory} ${hash.toString('base64')}`;
      const nowMs = now.getTime();
      const cached = cache.get(key);
      const isFresh = cached !== undefined && nowMs < cached.untilMs;
      const credential = isFresh ? cached.credential : await lookUp(key, { directory, hash }, nowMs);
      return credential !== undefined && nowMs < credential.expiresAtMs ? credential : undefined;
    },
    forget(subject) {
      generation += 1;
      for (const [key, { credential }] of cache) if (isAbout(credential, subject)) cache.delete(key);
    },
    forgetAll() {
      generation += 1;
      cache.clear();
    },
  };
}

function isAbout({ organizationId, actor, clientId }: Credential, subject: string): boolean {
  return [actor.id, clientId, actor.directoryId, organizationId].includes(subject);
}

async function credentialOf(database: Database, directory: string, hash: Buffer): Promise<Credential | undefined> {
  const [route] = await database.lookUp({ statement: selectRoute, values: [directory] });
  if (route === undefined) return undefined;
  const organizationId = text(route, 0);
  const directoryId = text(route, 1);
  const [token] = await database.flyRead(organizationId, { statement: selectToken, values: [directoryId, hash] });
  if (token === undefined) return undefined;
  const access = text(token, 1) === 'read_write' ? 'read_write' : 'read_only';
  return {
    organizationId,
    actor: { kind: 'scim_token', id: text(token, 0), directoryId, access },
    clientId: token[3] ?? undefined,
    expiresAtMs: Date.parse(isoTime(token, 2)),
  };
}
