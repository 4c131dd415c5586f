import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { TestService } from './building.ts';
import { apiOf, type Reply, send, type TestDirectory } from './clients.ts';

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export type FormFields = Readonly<Record<string, string>>;

/** A client of a directory, and what it can do. */
export type Machine = {
  readonly id: string;
  readonly clientId: string;
  readonly tokenUrl: string;
  /** Of the client, below /api/v1. */
  readonly path: string;
  /** Asks for another credential. */
  credential(wanted: object): Promise<Reply>;
  /** Asks for a token; at another replica, if one is named. */
  fetch(form: FormFields, headers?: Record<string, string>, at?: TestService): Promise<Reply>;
  /** Makes a secret and gives it with the id of its credential. */
  newSecret(): Promise<{ id: string; secret: string }>;
  /** Fetches a token with a secret. Throws when there is none. */
  tokenBy(secret: string): Promise<string>;
};

/** A form as clients post it. */
export function postForm(url: string, form: FormFields | string, headers: Record<string, string> = {}): Promise<Reply> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  return send(url, { method: 'POST', body, headers: { ...type, ...headers } });
}

/** HTTP Basic (RFC 7617) with both parts form-encoded (RFC 6749 §2.3.1). */
export function basic(id: string, secret: string): { authorization: string } {
  const pair = [id, secret].map(encodeURIComponent).join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A new client of a directory, without credentials. */
export async function newMachine(
  service: TestService,
  { organizationId, directoryId }: Pick<TestDirectory, 'organizationId' | 'directoryId'>,
  more: object = {},
): Promise<Machine> {
  const api = apiOf(service);
  const all = `/organizations/${organizationId}/directories/${directoryId}/clients`;
  const { status, body, text } = await api.post(all, { name: 'machine', ...more });
  if (status !== 201) throw new Error(`no client was made: ${status} ${text}`);
  const path = `${all}/${body.id}`;
  const machine: Machine = {
    id: body.id,
    clientId: body.clientId,
    tokenUrl: body.tokenUrl,
    path,
    credential: (wanted) => api.post(`${path}/credentials`, wanted),
    fetch: (form, headers = {}, at = service) =>
      postForm(`${at.baseUrl}/scim/oauth/token`, { grant_type: 'client_credentials', ...form }, headers),
    async newSecret() {
      const made = await machine.credential({ kind: 'secret' });
      if (made.status !== 201) throw new Error(`no secret was made: ${made.status} ${made.text}`);
      return made.body;
    },
    async tokenBy(secret) {
      const reply = await machine.fetch({ client_id: machine.clientId, client_secret: secret });
      if (reply.status !== 200) throw new Error(`no token was given: ${reply.status} ${reply.text}`);
      return reply.body.access_token;
    },
  };
  return machine;
}

/** Somebody with a key of their own. */
export type Signer = {
  readonly jwk: JWK;
  readonly privateKey: CryptoKey;
  sign(claims: Record<string, unknown>, header?: object): Promise<string>;
};

/** A new key pair for an algorithm. */
export async function newSigner(alg = 'ES256', kid = `key-${alg}`): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid };
  return {
    jwk,
    privateKey,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey),
  };
}

/** Seconds since 1970, and some more. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}

let ids = 0;

/** The claims of a client that speaks for itself (RFC 7523 §3). */
export function ownClaims({ clientId, tokenUrl }: Machine, more: object = {}): Record<string, unknown> {
  ids += 1;
  const times = { iat: inSeconds(0), exp: inSeconds(300) };
  return { iss: clientId, sub: clientId, aud: tokenUrl, jti: `own-${ids}-${Math.random()}`, ...times, ...more };
}

/** An assertion in the client's place of a secret. */
export function asClient(machine: Machine, client_assertion: string): FormFields {
  return { client_id: machine.clientId, client_assertion_type: ASSERTION_TYPE, client_assertion };
}

const TENANT = '0f3ba6d4-6f4e-4f4c-9a37-3f3c0f1a9b10';

/** What is pinned for Microsoft Entra ID's workload identity federation. */
export const ENTRA = {
  kind: 'federation',
  issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  subject: '5c1f7a34-0b0c-4d3e-8a56-1d2f3c4b5a69',
  audience: 'api://8b1f4c6e-drawbridge',
  tenant: TENANT,
} as const;

/** The claims that Entra ID's provisioning sends: no jti, but a uti. */
export function entraClaims(more: object = {}): Record<string, unknown> {
  ids += 1;
  return {
    iss: ENTRA.issuer,
    sub: ENTRA.subject,
    oid: ENTRA.subject,
    aud: ENTRA.audience,
    tid: TENANT,
    ver: '2.0',
    uti: `uti-${ids}-${Math.random()}`,
    iat: inSeconds(-10),
    nbf: inSeconds(-10),
    exp: inSeconds(3_600),
    ...more,
  };
}
