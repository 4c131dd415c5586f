import type { AuthenticationFault } from './reasons.rules.ts';

/** A JWT, taken apart. */
export type Assertion = {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over. */
  readonly signingInput: string;
};

/** What an assertion must say to count for one credential (RFC 7523 §3). */
export type ExpectedClaims = {
  readonly issuer: string;
  readonly subject: string;
  /** One of these; the assertion itself names one only. */
  readonly audiences: readonly string[];
  /** The claim `tid`, where the issuer serves many tenants. */
  readonly tenant?: string | undefined;
  readonly maxLifetimeSeconds: number;
};

/** What two clocks may differ by. */
const CLOCK_SKEW_SECONDS = 60;

type Said = { readonly assertion: Assertion; readonly expected: ExpectedClaims; readonly now: number };
type Check = (said: Said) => AuthenticationFault | undefined;

/** In the order in which a fault tells most: whoever meets none of its predecessors came furthest. */
const checks: readonly Check[] = [
  isReadable,
  namesIssuer,
  namesSubject,
  namesAudience,
  namesTenant,
  isNotExpired,
  isNotFromTheFuture,
  isShortLived,
];

/** Why the claims do not count, and how many checks they met before that; undefined when they meet all. */
export function faultOfClaims(
  assertion: Assertion,
  expected: ExpectedClaims,
  now: Date,
): { readonly fault: AuthenticationFault; readonly met: number } | undefined {
  const said = { assertion, expected, now: now.getTime() / 1_000 };
  for (const [met, check] of checks.entries()) {
    const fault = check(said);
    if (fault !== undefined) return { fault, met };
  }
  return undefined;
}

/** When an assertion that met all checks stops counting. */
export function expiryOf({ claims }: Assertion): Date {
  return new Date((Number(claims['exp']) + CLOCK_SKEW_SECONDS) * 1_000);
}

/**
 * What names an assertion among all others: its issuer and its `jti` (Entra ID: `uti`), else what was signed. Never the
 * signature, which may be written in more than one way.
 */
export function nameOfAssertion({ claims, signingInput }: Assertion): string {
  const id = claims['jti'] ?? claims['uti'];
  return typeof id === 'string' ? `${String(claims['iss'])}\0${id}` : signingInput;
}

/** RFC 7515 §4.1.11: what must be understood and is not makes the whole invalid. */
function isReadable({ assertion: { header, claims } }: Said): AuthenticationFault | undefined {
  const times = [claims['exp'], claims['iat'], claims['nbf']];
  const ids = [claims['jti'], claims['uti']];
  const isWellFormed =
    !('crit' in header) &&
    claims['exp'] !== undefined &&
    times.every((time) => time === undefined || (typeof time === 'number' && Number.isFinite(time))) &&
    ids.every((id) => id === undefined || (typeof id === 'string' && id !== ''));
  return isWellFormed ? undefined : { reason: 'assertion_malformed' };
}

function namesIssuer({ assertion: { claims }, expected: { issuer } }: Said): AuthenticationFault | undefined {
  if (claims['iss'] === issuer) return undefined;
  return { reason: 'issuer_wrong', seen: { claimed: claims['iss'], expected: JSON.stringify(issuer) } };
}

function namesSubject({ assertion: { claims }, expected: { subject } }: Said): AuthenticationFault | undefined {
  if (claims['sub'] === subject) return undefined;
  return { reason: 'subject_wrong', seen: { claimed: claims['sub'], expected: JSON.stringify(subject) } };
}

/** An assertion for several could be used at one of them by another (OpenID Connect Core §9). */
function namesAudience({ assertion: { claims }, expected: { audiences } }: Said): AuthenticationFault | undefined {
  const claimed = claims['aud'];
  const [only, ...others] = Array.isArray(claimed) ? claimed : [claimed];
  if (others.length === 0 && typeof only === 'string' && audiences.includes(only)) return undefined;
  const expected = audiences.map((audience) => JSON.stringify(audience)).join(' or ');
  return { reason: 'audience_wrong', seen: { claimed, expected } };
}

function namesTenant({ assertion: { claims }, expected: { tenant } }: Said): AuthenticationFault | undefined {
  if (tenant === undefined || claims['tid'] === tenant) return undefined;
  return { reason: 'tenant_wrong', seen: { claimed: claims['tid'], expected: JSON.stringify(tenant) } };
}

function isNotExpired({ assertion: { claims }, now }: Said): AuthenticationFault | undefined {
  const earliest = now - CLOCK_SKEW_SECONDS;
  if (Number(claims['exp']) > earliest) return undefined;
  return { reason: 'expired', seen: { claimed: claims['exp'], expected: `more than ${Math.floor(earliest)}` } };
}

function isNotFromTheFuture({ assertion: { claims }, now }: Said): AuthenticationFault | undefined {
  const latest = now + CLOCK_SKEW_SECONDS;
  const claimed = [claims['iat'], claims['nbf']].find((time) => time !== undefined && Number(time) > latest);
  if (claimed === undefined) return undefined;
  return { reason: 'not_yet_valid', seen: { claimed, expected: `at most ${Math.floor(latest)}` } };
}

function isShortLived({ assertion: { claims }, expected, now }: Said): AuthenticationFault | undefined {
  const latest = now + expected.maxLifetimeSeconds + CLOCK_SKEW_SECONDS;
  if (Number(claims['exp']) <= latest) return undefined;
  return { reason: 'lifetime_too_long', seen: { claimed: claims['exp'], expected: `at most ${Math.floor(latest)}` } };
}
