import { hash } from 'node:crypto';
import type { PublicJwk } from '../../platform/assertions.ts';
import {
  AssertionFault,
  type AssertionReason,
  claimedAssertion,
  verifiedAssertion,
} from '../../platform/assertions.ts';
import type { KeySource } from '../../platform/key-source.ts';
import { OutboundFault } from '../../platform/outbound-fault.ts';
import { type Assertion, type ExpectedClaims, expiryOf, faultOfClaims, nameOfAssertion } from './claims.rules.ts';
import type { StoredCredential } from './credential.ts';
import type { AuthenticationFault, AuthenticationReason } from './reasons.rules.ts';
import { Unauthenticated } from './unauthenticated.ts';

/** By what a client has proved itself. */
export type Proof = {
  readonly credentialId: string;
  /** What it went by, as JSON: keys that were replaced meanwhile count no more. */
  readonly settings?: string | undefined;
  /** The assertion, which counts once: its digest, and until when it would count. */
  readonly once?: { readonly digest: Buffer; readonly expiresAt: Date } | undefined;
};

export type Asked = {
  readonly clientId: string;
  readonly credentials: readonly StoredCredential[];
  readonly audiences: readonly string[];
  readonly keys: KeySource;
  readonly now: Date;
};

type Asserting = Exclude<StoredCredential, { kind: 'secret' }>;

const HOUR_SECONDS = 3_600;

/**
 * What an assertion proves. Claims are looked at first: keys are fetched only for an assertion that would count if it
 * were signed. Throws Unauthenticated.
 */
export async function proofByAssertion(text: string, asked: Asked): Promise<Proof> {
  const assertion = claimed(text);
  const judged = asked.credentials
    .filter((credential) => credential.kind !== 'secret')
    .map((credential) => ({ credential, failed: faultOfClaims(assertion, expectedOf(credential, asked), asked.now) }));
  const faults: AuthenticationFault[] = [];
  for (const { credential, failed } of judged) {
    if (failed !== undefined) continue;
    const fault = await faultOfSignature(text, { credential, assertion, asked });
    if (fault === undefined) {
      const settings = JSON.stringify(credential.settings);
      return { credentialId: credential.id, settings, once: onceOf(assertion) };
    }
    faults.push(fault);
  }
  const [furthest] = judged.map(({ failed }) => failed).toSorted((a, b) => (b?.met ?? 0) - (a?.met ?? 0));
  throw new Unauthenticated(nearest(faults) ?? furthest?.fault ?? nobodyAsserts(assertion));
}

function claimed(text: string): Assertion {
  try {
    return claimedAssertion(text);
  } catch (error) {
    throw new Unauthenticated({ reason: reasonOf(error) });
  }
}

/** RFC 7523 §3: a client speaks for itself, or an issuer that it names speaks for it. */
function expectedOf(credential: Asserting, { clientId, audiences }: Asked): ExpectedClaims {
  if (credential.kind === 'key') {
    return { issuer: clientId, subject: clientId, audiences, maxLifetimeSeconds: HOUR_SECONDS };
  }
  const { issuer, subject, audience, tenant } = credential.settings;
  return { issuer, subject, audiences: [audience], tenant, maxLifetimeSeconds: 24 * HOUR_SECONDS };
}

type Signed = { readonly credential: Asserting; readonly assertion: Assertion; readonly asked: Asked };

async function faultOfSignature(text: string, signed: Signed): Promise<AuthenticationFault | undefined> {
  try {
    await verifiedAssertion(text, await keysOf(signed));
    return undefined;
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function keysOf({ credential, assertion, asked }: Signed): Promise<readonly PublicJwk[]> {
  if (credential.kind === 'key') return [credential.settings.jwk];
  const { jwks, jwksUri } = credential.settings;
  if (jwks !== undefined) return jwks.keys;
  const { kid } = assertion.header;
  return asked.keys.keysAt(jwksUri, typeof kid === 'string' ? kid : undefined, asked.now.getTime());
}

const REASONS: Readonly<Record<AssertionReason, AuthenticationReason>> = {
  malformed: 'assertion_malformed',
  algorithm_refused: 'algorithm_refused',
  key_unknown: 'key_unknown',
  signature_wrong: 'signature_wrong',
};

function reasonOf(error: unknown): AuthenticationReason {
  if (error instanceof OutboundFault) return 'keys_unavailable';
  if (error instanceof AssertionFault) return REASONS[error.reason];
  throw error;
}

/**
 * Where several credentials would do, the one whose keys could not be fetched might have: then nothing is known to be
 * wrong. Else the one whose key came closest tells most.
 */
function nearest(faults: readonly AuthenticationFault[]): AuthenticationFault | undefined {
  const unavailable = faults.find(({ reason }) => reason === 'keys_unavailable');
  return unavailable ?? faults.find(({ reason }) => reason !== 'key_unknown') ?? faults[0];
}

function nobodyAsserts({ claims }: Assertion): AuthenticationFault {
  const expected = 'what a key or a federation of this client names, and it has neither';
  return { reason: 'issuer_wrong', seen: { claimed: claims['iss'], expected } };
}

function onceOf(assertion: Assertion): Proof['once'] {
  return { digest: digestOf(assertion), expiresAt: expiryOf(assertion) };
}

/** By which an assertion is remembered. */
export function digestOf(assertion: Assertion): Buffer {
  return hash('sha256', nameOfAssertion(assertion), 'buffer');
}
