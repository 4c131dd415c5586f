import { check } from './checks.ts';
import { at, shown } from './json.ts';
import type { ScimClient } from './scim-client.ts';

/** The version of a resource: its ETag, or its meta.version where the header is missing. Throws Failed without either. */
export async function tagOf(scim: ScimClient, address: string): Promise<string> {
  const { headers, body, request } = await scim.get(address);
  const tag = headers['etag'] ?? at(body, 'meta.version');
  check(typeof tag === 'string' && tag !== '', `${request} should tell a version, and tells ${shown(tag)}.`);
  return tag;
}

/** A tag without its W/, which proxies put in front of it when they compress. */
export function strong(tag: unknown): string {
  return String(tag).replace(/^W\//, '');
}
