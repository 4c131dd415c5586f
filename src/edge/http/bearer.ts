import { Refusal } from '../../platform/refusal.ts';

const BEARER = /^bearer +([\x21-\x7e]{1,512})$/i;

/** The token of an Authorization header (RFC 6750 §2.1). Refuses unauthenticated. */
export function bearerOf(authorization: string | undefined): string {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal('unauthenticated', 'Send a token: Authorization: Bearer …');
  return token;
}
