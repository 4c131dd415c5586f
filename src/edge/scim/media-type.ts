const SCIM = 'application/scim+json; charset=utf-8';
const JSON_ONLY = 'application/json; charset=utf-8';

/**
 * The media type of a SCIM answer: application/scim+json (RFC 7644 §8.1) unless the client asks for application/json
 * and would not take it. Clients that ask for something else get it all the same, and not a 406.
 */
export function scimMediaType(accept: string | undefined): string {
  if (accept === undefined || !accept.toLowerCase().includes('application/json')) return SCIM;
  return /application\/scim\+json|\*\/\*|application\/\*/i.test(accept) ? SCIM : JSON_ONLY;
}
