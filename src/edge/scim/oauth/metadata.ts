/** Below the public address. */
export const ISSUER_PATH = '/scim/oauth';
export const TOKEN_PATH = `${ISSUER_PATH}/token`;
export const REVOKE_PATH = `${ISSUER_PATH}/revoke`;

/** RFC 8414 §3 puts the well-known part before the issuer's path; clients of OpenID Connect look for it behind. */
export const METADATA_PATHS = [
  `/.well-known/oauth-authorization-server${ISSUER_PATH}`,
  `${ISSUER_PATH}/.well-known/oauth-authorization-server`,
] as const;

export const CLIENT_CREDENTIALS = 'client_credentials';
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA'.split(' ');

/** Whom a client's own assertion may name: the token endpoint (RFC 7523 §3), or its issuer. */
export function audiencesAt(baseUrl: string): readonly string[] {
  return [`${baseUrl}${TOKEN_PATH}`, `${baseUrl}${ISSUER_PATH}`];
}

/** What the token endpoint can do (RFC 8414 §2). There is no authorization endpoint, so no response type either. */
export function serverMetadata(baseUrl: string): string {
  return JSON.stringify({
    issuer: `${baseUrl}${ISSUER_PATH}`,
    token_endpoint: `${baseUrl}${TOKEN_PATH}`,
    revocation_endpoint: `${baseUrl}${REVOKE_PATH}`,
    grant_types_supported: [CLIENT_CREDENTIALS, JWT_BEARER],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: METHODS,
    token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    revocation_endpoint_auth_methods_supported: METHODS,
    revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
  });
}
