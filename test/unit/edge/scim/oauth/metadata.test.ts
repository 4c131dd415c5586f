import { expect, test } from 'vitest';
import { audiencesAt, METADATA_PATHS, serverMetadata } from '../../../../../src/edge/scim/oauth/metadata.ts';

const BASE = 'https://id.example.com/bridge';
const metadata = JSON.parse(serverMetadata(BASE));

test('RFC 8414 §3 the document is where its issuer says, and has addresses below it', () => {
  const { issuer, token_endpoint: token, revocation_endpoint: revoke } = metadata;
  expect(issuer).toBe(`${BASE}/scim/oauth`);
  expect([token, revoke]).toEqual([`${issuer}/token`, `${issuer}/revoke`]);
  expect(METADATA_PATHS).toEqual([
    '/.well-known/oauth-authorization-server/scim/oauth',
    '/scim/oauth/.well-known/oauth-authorization-server',
  ]);
});

test('RFC 7523 §3 an assertion may name the token endpoint or its issuer', () => {
  expect(audiencesAt(BASE)).toEqual([metadata.token_endpoint, metadata.issuer]);
});

test('RFC 8414 §2 neither none nor an HMAC is offered', () => {
  for (const [name, values] of Object.entries(metadata).filter(([key]) => key.includes('signing_alg'))) {
    expect([name, (values as string[]).filter((alg) => alg === 'none' || alg.startsWith('HS'))]).toEqual([name, []]);
  }
});
