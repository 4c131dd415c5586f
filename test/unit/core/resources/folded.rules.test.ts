import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { type Attribute, resourceType } from '../../../../src/core/resources/attributes.rules.ts';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { foldKey } from '../../../../src/core/resources/fold.rules.ts';
import { foldedDocument, foldedText } from '../../../../src/core/resources/folded.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { anyUser, core, enterprise } from './documents.ts';
import { anyCanonicalUser, groupResource } from './filter-documents.ts';
import { anyText } from './texts.ts';

const folded = (document: Canonical): unknown => JSON.parse(foldedDocument(userResource, document));

describe('foldedDocument', () => {
  test('folds texts, keeps what is caseExact, and leaves names as they are', () => {
    expect(
      folded({
        schemas: [core, enterprise, 'urn:Example:Thing'],
        userName: 'Ada@Corp.example',
        externalId: 'Ext-1',
        name: { givenName: 'ÁDA', familyName: 'ΣΑΣ' },
        emails: [{ value: 'ADA@X', type: 'Work', primary: true }, { value: 'Ada@y' }],
        photos: [{ value: 'https://Corp.example/A' }],
        x509Certificates: [{ value: 'AbC=', display: 'My Key' }],
        [enterprise]: { department: 'ENGINES', manager: { value: 'M1', $ref: '../Users/M1' } },
      }),
    ).toEqual({
      schemas: [core.toLowerCase(), enterprise.toLowerCase(), 'urn:example:thing'],
      userName: 'ada@corp.example',
      externalId: 'Ext-1',
      name: { givenName: 'áda', familyName: 'σασ' },
      emails: [{ value: 'ada@x', type: 'work', primary: true }, { value: 'ada@y' }],
      photos: [{ value: 'https://corp.example/a' }],
      x509Certificates: [{ value: 'AbC=', display: 'my key' }],
      [enterprise]: { department: 'engines', manager: { value: 'm1', $ref: '../users/m1' } },
    });
  });

  test('leaves out what is kept beside it, and what the type does not have', () => {
    const beside = { id: 'X', active: true, meta: { created: 'x' }, groups: [{ value: 'g' }] };
    const unknown = { 'urn:example:Thing': { a: 'B' }, foo: 'x', constructor: 'x', password: 'x' };
    expect(folded({ userName: 'A', ...beside, ...unknown })).toEqual({ userName: 'a' });
    const group = { displayName: 'A', members: [{ value: 'M' }], id: 'X', schemas: [groupSchema.id] };
    expect(JSON.parse(foldedDocument(groupResource, group))).toEqual({
      displayName: 'a',
      schemas: [groupSchema.id.toLowerCase()],
    });
  });

  test('writes times in UTC with milliseconds', () => {
    const seen: Attribute = {
      name: 'seen',
      type: 'dateTime',
      multiValued: true,
      required: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    };
    const type = resourceType(
      { id: 'urn:x', name: 'X', attributes: [seen, { ...seen, name: 'size', type: 'integer' }] },
      [],
    );
    expect(foldedDocument(type, { seen: ['2026-01-31t10:30:00.5+01:00', '2026-01-31T09:30:00Z'], size: [1] })).toBe(
      '{"seen":["2026-01-31T09:30:00.500Z","2026-01-31T09:30:00.000Z"],"size":[1]}',
    );
  });

  test('keeps every value of any user in its place', () => {
    const shapeOf = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shapeOf);
      if (typeof value !== 'object' || value === null) return typeof value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
    };
    fc.assert(
      fc.property(anyUser, (claimed) => {
        const { active: _, ...canonical } = readResource(userResource, claimed);
        const known = Object.entries(canonical).filter(
          ([name]) => userResource.byUrn.has(name.toLowerCase()) || !name.includes(':'),
        );
        expect(shapeOf(folded(canonical))).toEqual(shapeOf(Object.fromEntries(known)));
      }),
    );
  });

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(anyCanonicalUser, (document) => {
        const once = foldedDocument(userResource, document);
        expect(foldedDocument(userResource, JSON.parse(once) as Canonical)).toBe(once);
      }),
    );
  });
});

test('ASCII takes a short way to the same key', () => {
  const userName = userResource.attributes.get('username') ?? expect.fail('there is no userName');
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(ascii, anyText(20)), (text) => {
      expect(foldedText(userName, text)).toBe(foldKey(text));
    }),
    { numRuns: 1_000 },
  );
});
