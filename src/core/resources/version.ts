import { hash } from 'node:crypto';
import { Refusal } from '../../platform/refusal.ts';

const HASH_LENGTH = 16;

/** A weak entity tag (RFC 9110 §8.8.3) of what a resource is made of. */
export function versionOf(parts: readonly string[]): string {
  return `W/"${hash('sha256', parts.join('\n'), 'base64url').slice(0, HASH_LENGTH)}"`;
}

/** Whether one of the tags of an If-Match or If-None-Match header is this version, compared weakly; `*` is any. */
export function isVersionIn(claimed: string, version: string): boolean {
  const opaque = version.replace(/^W\//, '');
  return claimed
    .split(',')
    .map((each) => each.trim())
    .some((each) => each === '*' || each.replace(/^W\//i, '') === opaque);
}

/**
 * Refuses version_mismatch when the client's If-Match is another version (RFC 7644 §3.14). SCIM's tags are weak, so
 * they are compared weakly here, unlike RFC 9110 §13.1.1 says for strong ones.
 */
export function assertVersion(ifMatch: string | undefined, version: () => string): void {
  if (ifMatch === undefined || isVersionIn(ifMatch, version())) return;
  throw new Refusal(
    'version_mismatch',
    'The resource was changed since that version was read. Read it again, and send the request with its new version in If-Match.',
  );
}
