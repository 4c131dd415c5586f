import { compactVerify, importJWK } from 'jose';

export type AssertionReason = 'malformed' | 'algorithm_refused' | 'key_unknown' | 'signature_wrong';

/** An assertion that proves nothing. The message says what is wrong with it and holds none of its values. */
export class AssertionFault extends Error {
  override readonly name = 'AssertionFault';
  readonly reason: AssertionReason;

  constructor(reason: AssertionReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A public signing key (RFC 7517) with nothing in it but what verifying needs. */
export type PublicJwk = {
  readonly kty: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly crv?: string;
  readonly n?: string;
  readonly e?: string;
  readonly x?: string;
  readonly y?: string;
};

export type Assertion = {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The text that is signed: header and payload as they were sent. */
  readonly signingInput: string;
};

type KeyKind = { readonly kty: string; readonly crv?: string };

const MAX_LENGTH = 8_192;
const MAX_TRIES = 10;
const MAX_KID_LENGTH = 1_024;
const RSA = { kty: 'RSA' };
const RSA_BITS = { min: 2_048, max: 8_192 };
const MAX_EXPONENT = 0xffff_ffff;
/** 8,192 bits in base64url, and some zeros before them: no member of a key is longer. */
const MAX_MEMBER_LENGTH = 1_400;

/** What each algorithm needs of a key (RFC 7518 §3.1, RFC 8037 §3.1). Nothing else is accepted. */
const KEY_OF_ALGORITHM: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => [alg, RSA] as const),
  ['ES256', { kty: 'EC', crv: 'P-256' }],
  ['ES384', { kty: 'EC', crv: 'P-384' }],
  ['ES512', { kty: 'EC', crv: 'P-521' }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519' }],
]);
const ALGORITHMS = [...KEY_OF_ALGORITHM.keys()];

/** The members that make up each kind of public key (RFC 7518 §6.2, §6.3, RFC 8037 §2). */
const MEMBERS: ReadonlyMap<unknown, readonly ('n' | 'e' | 'x' | 'y')[]> = new Map([
  ['RSA', ['n', 'e']],
  ['EC', ['x', 'y']],
  ['OKP', ['x']],
]);
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/**
 * What a JWT (RFC 7515 §3.1) claims, not verified: to find out whose it might be. At most 8,192 characters, base64url
 * without spare bits, JSON objects; of a name that stands twice the last counts (RFC 7515 §4, RFC 7519 §4). Throws
 * AssertionFault `malformed`.
 */
export function claimedAssertion(text: string): Assertion {
  if (text.length > MAX_LENGTH) throw malformed(`is longer than ${MAX_LENGTH} characters`);
  const [encodedHeader = '', encodedClaims = '', signature, ...others] = text.split('.');
  if (signature === undefined || others.length > 0) throw malformed('does not have three parts split by dots');
  const header = objectOf(encodedHeader, 'header');
  const claims = objectOf(encodedClaims, 'payload');
  if (bytesOf(signature) === undefined) throw malformed('has a signature that is not base64url');
  // RFC 7515 §4.1.11: what is critical must be understood, and we understand no extension.
  if (Object.hasOwn(header, 'crit')) throw malformed('has the header "crit"; no extension is understood');
  if (Object.hasOwn(header, 'kid') && typeof header['kid'] !== 'string') throw malformed('has a "kid" that is no text');
  return { header, claims, signingInput: `${encodedHeader}.${encodedClaims}` };
}

/**
 * An assertion that one of the keys, as `publicJwkOf` gave them, has signed. They are chosen by `kid` when both have
 * one, and else tried, ten at most; keys inside the assertion do not count. Time and claims are the caller's to check.
 * Throws AssertionFault.
 */
export async function verifiedAssertion(text: string, keys: readonly PublicJwk[]): Promise<Assertion> {
  const assertion = claimedAssertion(text);
  const { alg, kid } = assertion.header;
  if (typeof alg !== 'string' || !KEY_OF_ALGORITHM.has(alg)) {
    throw new AssertionFault('algorithm_refused', `The assertion must be signed with one of ${ALGORITHMS.join(', ')}.`);
  }
  const fitting = candidates(keys, kid).filter((key) => fits(key, alg));
  if (fitting.length === 0) {
    throw new AssertionFault('algorithm_refused', 'The algorithm of the assertion does not fit the key that it names.');
  }
  for (const key of fitting.slice(0, MAX_TRIES)) {
    if (await isSignedWith(text, key, alg)) return assertion;
  }
  throw new AssertionFault('signature_wrong', 'The signature of the assertion is not of a known key.');
}

/**
 * A public signing key that is accepted, rid of everything else in it and frozen; undefined for private, symmetric,
 * weak (RSA below 2,048 bits) and unknown ones, and for those that are not meant for signatures (RFC 7517 §4.2, §4.3).
 */
export async function publicJwkOf(claimed: unknown): Promise<PublicJwk | undefined> {
  if (!isObject(claimed) || !isForVerifying(claimed)) return undefined;
  const { kty, crv, kid, alg } = claimed;
  const algorithm = ALGORITHMS.find((each) => fits({ kty, crv, alg }, each));
  const values = (MEMBERS.get(kty) ?? []).map((name) => [name, claimed[name]] as const);
  if (algorithm === undefined || !values.every(([, value]) => isBase64url(value))) return undefined;
  const names = Object.entries({ kty, kid, alg, crv: kty === 'RSA' ? undefined : crv });
  const entries = [...names.filter(([, value]) => value !== undefined), ...values];
  const jwk = Object.fromEntries(entries) as PublicJwk;
  return (await isUsable(jwk, algorithm)) ? Object.freeze(jwk) : undefined;
}

function isForVerifying(claimed: Readonly<Record<string, unknown>>): boolean {
  if (SECRET_MEMBERS.some((name) => Object.hasOwn(claimed, name))) return false;
  const { use, kid, key_ops: operations } = claimed;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return false;
  if (kid !== undefined && !isName(kid)) return false;
  return use === undefined || use === 'sig';
}

/** No database keeps a NUL or half of a surrogate pair. */
function isName(kid: unknown): boolean {
  return typeof kid === 'string' && kid.length <= MAX_KID_LENGTH && !kid.includes('\0') && kid.isWellFormed();
}

/** Those whose `kid` does not speak against them, the ones that are named before the ones without a name. */
function candidates(keys: readonly PublicJwk[], kid: unknown): PublicJwk[] {
  const named = keys.filter((key) => kid === undefined || key.kid === kid);
  const chosen = kid === undefined ? named : [...named, ...keys.filter((key) => key.kid === undefined)];
  if (chosen.length > 0) return chosen;
  throw new AssertionFault('key_unknown', 'The assertion names a key that is not among the known ones.');
}

function fits(key: { readonly kty?: unknown; readonly crv?: unknown; readonly alg?: unknown }, alg: string): boolean {
  const needed = KEY_OF_ALGORITHM.get(alg);
  if (needed === undefined || (key.alg !== undefined && key.alg !== alg)) return false;
  return key.kty === needed.kty && (needed.crv === undefined || key.crv === needed.crv);
}

/** A key that the library cannot take has not signed anything. It freezes what it is given, hence the copy. */
async function isSignedWith(text: string, key: PublicJwk, alg: string): Promise<boolean> {
  try {
    await compactVerify(text, { ...key }, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

/** Whether it is a key at all (its point on the curve, for one), and strong enough. */
async function isUsable(jwk: PublicJwk, alg: string): Promise<boolean> {
  if (jwk.kty === 'RSA' && !isStrongRsa(numberOf(jwk.n ?? ''), numberOf(jwk.e ?? ''))) return false;
  try {
    await importJWK({ ...jwk }, alg);
    return true;
  } catch {
    return false;
  }
}

/** With an exponent of 1 anybody can sign; a long one makes verifying slow. */
function isStrongRsa(modulus: bigint, exponent: bigint): boolean {
  const bits = modulus.toString(2).length;
  if (bits < RSA_BITS.min || bits > RSA_BITS.max) return false;
  return exponent >= 3n && exponent <= MAX_EXPONENT && exponent % 2n === 1n;
}

function numberOf(encoded: string): bigint {
  return BigInt(`0x${Buffer.from(encoded, 'base64url').toString('hex')}`);
}

function objectOf(encoded: string, part: string): Readonly<Record<string, unknown>> {
  const bytes = bytesOf(encoded);
  if (bytes === undefined) throw malformed(`has a ${part} that is not base64url`);
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    if (isObject(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw malformed(`has a ${part} that is not a JSON object`);
}

/** RFC 7515 §2: no padding, no line breaks; and no spare bits, so that each text has one form only. */
function bytesOf(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  return bytes.toString('base64url') === encoded ? bytes : undefined;
}

function isBase64url(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_MEMBER_LENGTH && bytesOf(value) !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function malformed(what: string): AssertionFault {
  return new AssertionFault('malformed', `The assertion ${what}.`);
}
