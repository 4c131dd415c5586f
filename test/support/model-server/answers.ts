import type { Incoming } from '../../../conformance/kit/transport.ts';
import { scimMediaType } from '../../../src/edge/scim/media-type.ts';
import type { Asked } from './asked.ts';
import type { Refused } from './refused.ts';
import type { World } from './world.ts';

/** What a handler gives back. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
};

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A SCIM Error (RFC 7644 §3.12). */
export function errorAnswer(world: World, { status, message, scimType, headers }: Refused): Answer {
  if (status === 401 && world.has('401-without-body')) return { status, headers };
  const isPlain = status === 404 && world.has('404-without-scim-error');
  if (isPlain) return { status, headers, body: { message } };
  const schemas = world.has('errors-without-schemas') ? {} : { schemas: [ERROR] };
  const detail = world.has('errors-without-detail') ? {} : { detail: message };
  const type = scimType === undefined || world.has('errors-without-scim-type') ? {} : { scimType };
  return {
    status,
    headers,
    body: { ...schemas, status: world.has('numeric-status') ? status : `${status}`, ...type, ...detail },
  };
}

/** The answer as it goes over the wire. */
export function incomingOf(world: World, { header }: Asked, { status, headers = {}, body }: Answer): Incoming {
  if (body === undefined) return { status, headers, body: '' };
  if (status >= 400 && world.has('errors-as-html')) {
    return { status, headers: { ...headers, 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` };
  }
  return {
    status,
    headers: { 'content-type': typeFor(world, header('accept')), ...headers },
    body: JSON.stringify(body),
  };
}

function typeFor(world: World, accept: string | undefined): string {
  if (world.has('html-media-type')) return 'text/html; charset=utf-8';
  if (world.has('plain-json-media-type')) return 'application/json; charset=utf-8';
  return world.has('accept-ignored') ? 'application/scim+json' : scimMediaType(accept);
}
