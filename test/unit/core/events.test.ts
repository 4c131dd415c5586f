import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventCatalogueText } from '../../../scripts/generate-event-catalogue.ts';
import { type EventType, eventCatalogue, isRevocation, subjectKindOf } from '../../../src/core/events.ts';
import { permissions } from '../../../src/core/permissions.ts';

const catalogue = eventCatalogue();
const types = Object.keys(catalogue.types) as EventType[];

test('docs/events.schema.json is the catalogue of today', () => {
  const written = readFileSync(new URL('../../../docs/events.schema.json', import.meta.url), 'utf8');
  const advice =
    'Run `npm run generate:events`, and raise catalogueVersion in src/core/events.ts when a type is new or a shape has changed.';
  expect(written === eventCatalogueText(), advice).toBe(true);
});

describe('eventCatalogue', () => {
  test('has every event that was done and every refusal', () => {
    const refused = types.filter((type) => type.endsWith('.refused'));
    expect(refused).toEqual(permissions.map((permission) => `${permission}.refused`));
    const done = types.filter((type) => !type.endsWith('.refused'));
    for (const type of done) expect(type).toMatch(/^[a-z_]+\.[a-z_]+ed$/);
    expect(done).toContain('user.deactivated');
  });

  test.each(types)('%s is described by a closed JSON Schema', (type) => {
    const { subject, summary, details } = catalogue.types[type] ?? expect.fail('missing');
    expect(subject).toBe(subjectKindOf(type));
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(details).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
    });
  });

  test('carries a version', () => expect(Number.isSafeInteger(catalogue.version)).toBe(true));
});

describe('revocations', () => {
  test('are what ends a token before its time, and nothing else', () => {
    expect(types.filter(isRevocation)).toEqual([
      'organization.deleted',
      'directory.deleted',
      'directory_token.revoked',
      'directory_client.credential_revoked',
      'directory_client.revoked',
      'access_token.revoked',
    ]);
  });

  test('a refusal is about the organization and revokes nothing', () => {
    expect(subjectKindOf('directory_tokens.revoke.refused')).toBe('organization');
    expect(isRevocation('directory_tokens.revoke.refused')).toBe(false);
  });
});
