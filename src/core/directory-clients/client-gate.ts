import { type Assertion, claimedAssertion } from '../../platform/assertions.ts';
import type { Database } from '../../platform/database/database.ts';
import type { KeySource } from '../../platform/key-source.ts';
import { hashSecret } from '../../platform/secrets.ts';
import {
  type KnownClient,
  knownClient,
  selectClientCredentials,
  selectClientRoute,
  storedCredential,
} from './clients.sql.ts';
import type { StoredCredential } from './credential.ts';
import { digestOf, type Proof, proofByAssertion } from './proof-by-assertion.ts';
import { Unauthenticated } from './unauthenticated.ts';

/** How a client says who it is. The id may be missing beside an assertion, whose subject it then is. */
export type ClaimedClient =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string | undefined; readonly assertion: string };

/** A client that has proved itself, by what, and what its tokens may do. */
export type AuthenticatedClient = Proof & {
  readonly client: KnownClient;
  readonly access: 'read_only' | 'read_write';
};

/** Finds out whose a request for a token is. */
export type ClientGate = {
  /** The client that is named; nothing is proved yet. Throws Outage. */
  find(claimed: ClaimedClient): Promise<KnownClient | undefined>;
  /** The proof. Throws Unauthenticated with the reason, for nobody known too; and Outage. */
  authenticate(claimed: ClaimedClient, client: KnownClient | undefined, now: Date): Promise<AuthenticatedClient>;
};

export type ClientGateOptions = {
  readonly database: Database;
  readonly keys: KeySource;
  /** Whom a client's own assertions may name as their audience: the token endpoint, or its issuer. */
  readonly audiences: readonly string[];
};

/** No organization and no client: looked up for an unknown client, so that it takes as long as for a known one. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A gate that keeps nothing: credentials are read at every request, so that a revoked one ends at once. */
export function clientGate({ database, keys, audiences }: ClientGateOptions): ClientGate {
  return {
    async find(claimed) {
      const shortId = claimed.clientId ?? subjectOf(claimed) ?? '';
      // PostgreSQL takes no NUL, and a name with one is nobody's.
      const values = [shortId.includes('\0') ? '' : shortId];
      const [row] = await database.lookUp({ statement: selectClientRoute, values });
      return row === undefined ? undefined : knownClient(row);
    },
    async authenticate(claimed, client, now) {
      const values = [client?.id ?? NOBODY, now.toISOString(), digestIn(claimed)];
      const cargo = { statement: selectClientCredentials, values };
      const rows = await database.flyRead(client?.organizationId ?? NOBODY, cargo);
      const [first] = rows;
      if (client === undefined || first === undefined) throw new Unauthenticated({ reason: 'unknown_client' });
      if (first[0] !== null) throw new Unauthenticated({ reason: 'client_revoked' });
      const credentials = rows.map(storedCredential).filter((credential) => credential !== undefined);
      const known = { client, access: first[1] === 'read_write' ? 'read_write' : 'read_only' } as const;
      if (claimed.kind === 'secret') return { ...known, credentialId: idOfSecret(credentials, claimed.secret, now) };
      const asked = { clientId: client.shortId, credentials, audiences, keys, now };
      const proof = await proofByAssertion(claimed.assertion, asked);
      // Seen here already, so that whoever repeats one neither writes events nor counts against the directory.
      if (first[8] === 't') throw new Unauthenticated({ reason: 'replayed' });
      return { ...known, ...proof };
    },
  };
}

function subjectOf(claimed: ClaimedClient): string | undefined {
  const subject = assertionIn(claimed)?.claims['sub'];
  return typeof subject === 'string' ? subject : undefined;
}

function digestIn(claimed: ClaimedClient): Buffer | null {
  const assertion = assertionIn(claimed);
  return assertion === undefined ? null : digestOf(assertion);
}

function assertionIn(claimed: ClaimedClient): Assertion | undefined {
  if (claimed.kind === 'secret') return undefined;
  try {
    return claimedAssertion(claimed.assertion);
  } catch {
    return undefined;
  }
}

/** Hashes are compared: the time tells nothing of the secret. */
function idOfSecret(credentials: readonly StoredCredential[], secret: string, now: Date): string {
  const hash = hashSecret(secret).toString('hex');
  const found = credentials.find((credential) => credential.kind === 'secret' && credential.hash === hash);
  if (found?.kind !== 'secret') throw new Unauthenticated({ reason: 'secret_wrong' });
  if (found.isRevoked) throw new Unauthenticated({ reason: 'secret_revoked' });
  if (found.expiresAtMs <= now.getTime()) throw new Unauthenticated({ reason: 'secret_expired' });
  return found.id;
}
