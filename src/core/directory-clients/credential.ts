import { z } from 'zod';
import type { PublicJwk } from '../../platform/assertions.ts';

/** A public key as a JWK (RFC 7517). What else it holds is not kept. */
const jwkView = z.record(z.string(), z.unknown());

/** A set of them. */
const jwksView = z.object({ keys: z.array(jwkView) });

const common = {
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
};

const secretView = z.object({ ...common, kind: z.literal('secret') });
const keyView = z.object({ ...common, kind: z.literal('key'), jwk: jwkView });
const federationView = z.object({
  ...common,
  kind: z.literal('federation'),
  issuer: z.string(),
  subject: z.string(),
  audience: z.string(),
  tenant: z.string().optional(),
  jwks: jwksView.optional(),
  jwksUri: z.string().optional(),
});

/** A credential as doors show it, without its secret. */
export const credentialView = z.discriminatedUnion('kind', [secretView, keyView, federationView]);

/** A credential as the answer to its making shows it: the only time that its secret is known. */
export const madeCredentialView = z.discriminatedUnion('kind', [
  secretView.extend({ secret: z.string() }),
  keyView,
  federationView,
]);

export type CredentialView = z.output<typeof credentialView>;

/** What a credential of each kind keeps, besides a secret's hash. */
export type KeySettings = { readonly jwk: PublicJwk };
export type FederationSettings = {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly tenant?: string | undefined;
} & Keys;

/** The keys of an issuer: put in by hand, or published by it. */
export type Keys =
  | { readonly jwks: { readonly keys: readonly PublicJwk[] }; readonly jwksUri?: undefined }
  | { readonly jwksUri: string; readonly jwks?: undefined };

/** A credential as the gate reads it. */
export type StoredCredential =
  | {
      readonly kind: 'secret';
      readonly id: string;
      /** SHA-256, in hexadecimal. */
      readonly hash: string;
      readonly expiresAtMs: number;
      readonly isRevoked: boolean;
    }
  | { readonly kind: 'key'; readonly id: string; readonly settings: KeySettings }
  | { readonly kind: 'federation'; readonly id: string; readonly settings: FederationSettings };

type CredentialRow = {
  readonly id: string;
  readonly kind: string;
  readonly settings: unknown;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

/** How a row is shown. */
export function viewOfCredential({ id, kind, settings, ...times }: CredentialRow): CredentialView {
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = times;
  return credentialView.parse({
    id,
    kind,
    ...(settings as object),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  });
}
