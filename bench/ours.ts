import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';

const BIN = fileURLToPath(new URL('../bin/drawbridge.js', import.meta.url));
const FLOOR = fileURLToPath(new URL('floor.ts', import.meta.url));

/** One directory of our service, made through its management API. */
export type Tenancy = {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly tokenId: string;
  readonly token: string;
  /** The path under which it is. */
  readonly base: string;
};

/** The most that can be set: the bench is never told to wait. */
const UNLIMITED = '100000';

const operatorKey = randomBytes(32).toString('base64url');

/** Starts the built service. `database` is what says where its data is; `flags` are node's. */
export function startOurs(database: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Child> {
  const secret = randomBytes(32).toString('base64url');
  const settings = {
    DRAWBRIDGE_SECRET: secret,
    DRAWBRIDGE_OPERATOR_KEY: operatorKey,
    NODE_ENV: 'development',
    DRAWBRIDGE_SCIM_REQUESTS_PER_SECOND: UNLIMITED,
    ...database,
  };
  return startChild([...flags, BIN, 'start'], settings);
}

/** Starts the floor. */
export function startFloor(settings: { databaseUrl: string; tokenHash: string; total: number }): Promise<Child> {
  const { databaseUrl, tokenHash, total } = settings;
  return startChild([FLOOR], {
    DATABASE_URL: databaseUrl,
    TOKEN_HASH: tokenHash,
    TOTAL: `${total}`,
    NODE_ENV: 'production',
  });
}

/** Makes an organization with one directory. */
export async function makeTenancy({ port }: Child, name: string): Promise<Tenancy> {
  const { id: organizationId } = await post(port, '/organizations', { name });
  const directory = await post(port, `/organizations/${organizationId}/directories`, { name, provider: 'okta' });
  const { id: tokenId, secret: token } = directory.token;
  return {
    organizationId,
    directoryId: directory.id,
    tokenId,
    token,
    base: new URL(directory.scimBaseUrl).pathname,
  };
}

type Made = { id: string; scimBaseUrl: string; token: { id: string; secret: string } };

async function post(port: number, path: string, body: object): Promise<Made> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`POST ${path} was answered with ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Made;
}
