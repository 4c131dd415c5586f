import type { Outgoing } from '../../../conformance/kit/transport.ts';
import { assertHarmless } from '../../../src/core/resources/codec.rules.ts';
import { parametersIn } from '../../../src/edge/scim/address.ts';
import { Refused } from './refused.ts';
import { MODEL_TOKEN, MODEL_URL, type World } from './world.ts';

/** What a handler gets. */
export type Asked = {
  readonly method: string;
  /** Behind the base URL, decoded. */
  readonly segments: readonly string[];
  /** The second segment, or an empty text. */
  readonly id: string;
  readonly names: readonly string[];
  parameter(name: string): string | null;
  header(name: string): string | undefined;
  /** The body. Throws Refused. */
  json(): unknown;
};

/** The most bytes of a body. */
export const MAX_BYTES = 1_048_576;

/** Reads a request. */
export function askedOf(world: World, { method, url, headers, body = '' }: Outgoing): Asked {
  const { pathname, search } = new URL(url);
  const segments = pathname
    .slice(new URL(MODEL_URL).pathname.length)
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const header = (name: string) => lower.get(name);
  const query = search.slice(1);
  return {
    method,
    segments,
    id: segments[1] ?? '',
    names: [...new URLSearchParams(query).keys()],
    parameter: parametersIn(query),
    header,
    json: () => jsonIn(world, body, header('content-type')),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Throws Refused for those who do not say what they are, where a firewall with a fault stands in front. */
export function assertUserAgent(world: World, { header }: Asked): void {
  if (world.has('empty-user-agent-refused') && header('user-agent') === '') throw new Refused(403, 'Go away, robot.');
}

/** Throws Refused unless the token is the right one (RFC 6750). */
export function assertToken(world: World, { header }: Asked): void {
  const [scheme = '', token] = (header('authorization') ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer' && token === MODEL_TOKEN) return;
  if (world.has('any-token-accepted') && token !== undefined) return;
  if (world.has('no-token-needed') && token === undefined) return;
  const headers = { 'www-authenticate': 'Bearer realm="model"' };
  throw new Refused(world.has('wrong-token-403') ? 403 : 401, 'This token is not known here.', { headers });
}

function jsonIn(world: World, body: string, type = ''): unknown {
  const known = world.has('json-refused') ? ['application/scim+json'] : ['application/scim+json', 'application/json'];
  const [essence = ''] = type.split(';');
  if (world.has('scim-json-needs-charset') && type === 'application/scim+json')
    throw new Refused(415, 'Send the body as application/scim+json; charset=utf-8.');
  const isKnown = known.includes(essence.trim().toLowerCase()) || world.has('any-media-type-accepted');
  if (!isKnown) {
    throw new Refused(415, 'Send the body as application/scim+json or application/json.');
  }
  if (body.length > MAX_BYTES) throw new Refused(413, `The body is larger than ${MAX_BYTES} bytes.`);
  return parsed(world, body);
}

function parsed(world: World, body: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    if (world.has('bad-json-500')) throw new Refused(500, 'Unexpected token.');
    throw new Refused(400, 'The body is not JSON.', { scimType: 'invalidSyntax' });
  }
  assertHarmless(json);
  return json;
}
