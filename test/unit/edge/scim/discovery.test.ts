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
      bulk: { supported: true, maxOperations: 1_000, maxPayloadSize: 10_485_760 },
      filter: { supported: true, maxResults: 1_000 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 1_000,
        cursorTimeout: 3_600,
      },
      meta: { resourceType: 'ServiceProviderConfig', location: `${BASE}/ServiceProviderConfig` },
    });
  });

  test('names the ways to authenticate, and where the second begins', () => {
    expect(config.authenticationSchemes).toMatchObject([
      { type: 'oauthbearertoken', name: expect.any(String), description: expect.any(String), primary: true },
      {
        type: 'oauth2',
        name: expect.any(String),
        description: expect.stringContaining(' https://id.example.com/scim/oauth/token,'),
      },
    ]);
  });
});

describe('ResourceTypes (RFC 7643 §6)', () => {
  test('two, in the list and by their names', () => {
    const list = parsed(discovery.resourceTypes(BASE));
    expect(list).toMatchObject({
      totalResults: 2,
      itemsPerPage: 2,
      startIndex: 1,
      Resources: [
        { id: 'User', endpoint: '/Users' },
        { id: 'Group', endpoint: '/Groups' },
      ],
    });
    for (const each of list.Resources) {
      expect(parsed(discovery.resourceTypeNamed(BASE, each.id))).toEqual(each);
      expect(each.meta.location).toBe(`${BASE}/ResourceTypes/${each.id}`);
    }
  });

  test.each(['User', 'Group'])('%s points at schemas that there are', (name) => {
    const { schema, schemaExtensions = [] } = parsed(discovery.resourceTypeNamed(BASE, name));
    for (const urn of [schema, ...schemaExtensions.map((each: { schema: string }) => each.schema)]) {
      expect(parsed(discovery.schemaNamed(BASE, urn)).id).toBe(urn);
    }
  });

  test('no other', () => {
    expect(() => discovery.resourceTypeNamed(BASE, 'Role')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('Schemas (RFC 7643 §7)', () => {
  const { Resources, totalResults } = parsed(discovery.schemas(BASE));

  test('all three, in the list and by URN in any case', () => {
    expect(totalResults).toBe(3);
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
    const members = parsed(discovery.schemaNamed(BASE, 'urn:ietf:params:scim:schemas:core:2.0:Group')).attributes[1];
    expect(members.subAttributes.map(({ name }: { name: string }) => name)).toEqual(['value', '$ref', 'type']);
  });

  test('no other', () => {
    expect(() => discovery.schemaNamed(BASE, 'urn:x')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
