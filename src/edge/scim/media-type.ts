const SCIM = 'application/scim+json; charset=utf-8';
const JSON_ONLY = 'application/json; charset=utf-8';

const JSON_RANGE = /(?:^|,)\s*application\/json\s*(?:[;,]|$)/i;
const SCIM_RANGE = /(?:^|,)\s*(?:application\/scim\+json|application\/\*|\*\/\*)\s*(?:[;,]|$)/i;

/**
 * The media type of a SCIM answer: application/scim+json (RFC 7644 §8.1) unless the client asks for application/json
 * and would not take it. Clients that ask for something else get it all the same, and not a 406.
 */
export function scimMediaType(accept: string | undefined): string {
  if (accept === undefined || !JSON_RANGE.test(accept)) return SCIM;
  return SCIM_RANGE.test(accept) ? SCIM : JSON_ONLY;
}
