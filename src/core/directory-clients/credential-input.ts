import { z } from 'zod';
import { type PublicJwk, publicJwkOf } from '../../platform/assertions.ts';
import { OutboundFault } from '../../platform/outbound-fault.ts';
import { assertOutboundUrl } from '../../platform/outbound-url.ts';
import { Refusal } from '../../platform/refusal.ts';
import { shortText } from '../organizations/organization.ts';
import { isStorable } from '../resources/fold.rules.ts';
import type { Keys } from './credential.ts';

/** Where an issuer's keys may be fetched besides public addresses. */
export type Outbound = { readonly allowedPrivateNetworks: readonly string[] };

const MAX_KEYS = 20;

const jwk = z.record(z.string(), z.unknown());
const jwks = z.object({ keys: z.array(jwk).min(1).max(MAX_KEYS) });
const jwksUri = shortText(2_048);

/** Issuers that serve many tenants under one set of keys: the tenant's id is a part of the issuer. */
const MICROSOFT = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'sts.windows.net',
]);

const federation = z
  .strictObject({
    kind: z.literal('federation'),
    issuer: z
      .url({ protocol: /^https$/ })
      .max(500)
      .refine(isStorable, 'has a NUL character or half of a surrogate pair'),
    subject: shortText(500),
    audience: shortText(500),
    tenant: z.uuid().optional(),
    jwks: jwks.optional(),
    jwksUri: jwksUri.optional(),
  })
  .superRefine(({ issuer, tenant, ...keys }, context) => {
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if ((keys.jwks === undefined) === (keys.jwksUri === undefined)) say('jwks', 'send either jwks or jwksUri');
    const { hostname, pathname } = new URL(issuer);
    if (!MICROSOFT.has(hostname)) return;
    if (tenant === undefined) say('tenant', 'is needed for an issuer of Microsoft, which serves many tenants');
    else if (!pathname.split('/').includes(tenant)) say('issuer', 'must hold the id of the tenant');
  });

/** What may be asked for a client's credential, by its kind. */
export const newCredential = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('secret'), expiresInDays: z.int().min(1).max(1_095).default(365) }),
  z.strictObject({ kind: z.literal('key'), jwk }),
  federation,
]);

export type NewCredential = z.output<typeof newCredential>;

/** The keys that are to stand in the place of those there are. */
export const otherKeys = z
  .strictObject({ jwk: jwk.optional(), jwks: jwks.optional(), jwksUri: jwksUri.optional() })
  .refine((keys) => Object.values(keys).filter((each) => each !== undefined).length === 1, {
    message: 'send exactly one of jwk, jwks and jwksUri',
  });

type ClaimedKeys = Pick<z.output<typeof otherKeys>, 'jwks' | 'jwksUri'>;

/** The keys of an issuer as they are kept. Refuses invalid_value. */
export async function keysOf({ jwks: claimed, jwksUri: uri = '' }: ClaimedKeys, outbound: Outbound): Promise<Keys> {
  if (claimed === undefined) return { jwksUri: callable(uri, outbound) };
  const keys = await Promise.all(claimed.keys.map((key, index) => acceptedJwk(key, `jwks.keys.${index}`)));
  return { jwks: { keys } };
}

/** A public key as it is kept. Refuses invalid_value. */
export async function acceptedJwk(claimed: unknown, field: string): Promise<PublicJwk> {
  const accepted = await publicJwkOf(claimed);
  if (accepted !== undefined) return accepted;
  const detail = `${field}: must be a public key for signatures as a JWK: RSA of at least 2,048 bits, EC on P-256, P-384 or P-521, or Ed25519, without its private part.`;
  throw new Refusal('invalid_value', detail, { field });
}

function callable(url: string, outbound: Outbound): string {
  try {
    assertOutboundUrl(url, outbound);
    return url;
  } catch (error) {
    if (!(error instanceof OutboundFault)) throw error;
    throw new Refusal('invalid_value', `jwksUri: ${error.message}`, { field: 'jwksUri', cause: error });
  }
}
