import { describe, expect, test } from 'vitest';
import * as discovery from '../../../../src/edge/scim/discovery.ts';

const BASE = 'https://id.example.com/scim/v2/abc';
const parsed = (text: string) => JSON.parse(text);

/** Every attribute and sub-attribute of a schema document. */
function allOf(attributes: { subAttributes?: object[] }[]): Record<string, unknown>[] {
  return attributes.flatMap((each) => [each, ...(each.subAttributes ?? [])]) as Record<string, unknown>[];
}

describe('ServiceProviderConfig (RFC 7643 §5)', () => {
  const config = parsed(discovery.serviceProviderConfig(BASE));

  test('says what there is and what there is not', () => {
    expect(config).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: discovery.MAX_PAGE_SIZE },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: false },
      meta: { resourceType: 'ServiceProviderConfig', location: `${BASE}/ServiceProviderConfig` },
    });
  });

  test('names a way to authenticate', () => {
    expect(config.authenticationSchemes).toMatchObject([
      { type: 'oauthbearertoken', name: expect.any(String), description: expect.any(String) },
    ]);
  });
});

describe('ResourceTypes (RFC 7643 §6)', () => {
  test('one, in the list and by its name', () => {
    const list = parsed(discovery.resourceTypes(BASE));
    expect(list).toMatchObject({
      totalResults: 1,
      itemsPerPage: 1,
      startIndex: 1,
      Resources: [{ id: 'User', endpoint: '/Users' }],
    });
    expect(parsed(discovery.resourceTypeNamed(BASE, 'User'))).toEqual(list.Resources[0]);
    expect(list.Resources[0].meta.location).toBe(`${BASE}/ResourceTypes/User`);
  });

  test('points at schemas that there are', () => {
    const { schema, schemaExtensions } = parsed(discovery.resourceTypeNamed(BASE, 'User'));
    for (const urn of [schema, ...schemaExtensions.map((each: { schema: string }) => each.schema)]) {
      expect(parsed(discovery.schemaNamed(BASE, urn)).id).toBe(urn);
    }
  });

  test('no other', () => {
    expect(() => discovery.resourceTypeNamed(BASE, 'Group')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('Schemas (RFC 7643 §7)', () => {
  const { Resources, totalResults } = parsed(discovery.schemas(BASE));

  test('both, in the list and by URN in any case', () => {
    expect(totalResults).toBe(2);
    for (const schema of Resources) {
      expect(parsed(discovery.schemaNamed(BASE, schema.id.toUpperCase()))).toEqual(schema);
      expect(schema.meta).toEqual({ resourceType: 'Schema', location: `${BASE}/Schemas/${schema.id}` });
    }
  });

  test('every attribute has all its characteristics', () => {
    for (const attribute of Resources.flatMap((schema: { attributes: object[] }) => allOf(schema.attributes))) {
      expect(attribute).toMatchObject({
        name: expect.stringMatching(/^[a-z$]/),
        type: expect.any(String),
        multiValued: expect.any(Boolean),
        required: expect.any(Boolean),
        mutability: expect.any(String),
        returned: expect.any(String),
        uniqueness: expect.any(String),
        description: expect.any(String),
      });
    }
  });

  test('what is not taken is not offered', () => {
    const names = Resources.flatMap((schema: { attributes: { name: string }[] }) =>
      schema.attributes.map(({ name }) => name),
    );
    expect(names).not.toContain('password');
    expect(names).not.toContain('groups');
  });

  test('no other', () => {
    expect(() => discovery.schemaNamed(BASE, 'urn:x')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
