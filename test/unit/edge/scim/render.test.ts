import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUser } from '../../../../src/core/users/user-resource.rules.ts';
import { renderList, renderUser } from '../../../../src/edge/scim/render.ts';
import { anyUser } from '../../core/resources/documents.ts';

const BASE = 'https://id.example.com/scim/v2/abc';
const times = { createdAt: '2026-01-31T09:30:00.000Z', modifiedAt: '2026-02-01T09:30:00.000Z' };

describe('renderUser', () => {
  test('splices id, active and meta into what is kept', () => {
    const { attributes } = readUser({ userName: 'ada', title: 'a "quoted" } {' });
    expect(JSON.parse(renderUser(BASE, { id: 'u1', active: false, attributes, ...times }))).toEqual({
      id: 'u1',
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada',
      title: 'a "quoted" } {',
      active: false,
      meta: {
        resourceType: 'User',
        created: times.createdAt,
        lastModified: times.modifiedAt,
        location: `${BASE}/Users/u1`,
      },
    });
  });

  test('is JSON whatever the user, with each name once', () => {
    fc.assert(
      fc.property(anyUser, (claimed) => {
        const { attributes, active = true } = readUser(claimed);
        const { id, meta, ...rest } = JSON.parse(renderUser(BASE, { id: 'u1', active, attributes, ...times }));
        expect(id).toBe('u1');
        expect(meta.resourceType).toBe('User');
        expect(rest).toEqual({ ...JSON.parse(attributes), active });
      }),
      { numRuns: 100 },
    );
  });
});

describe('renderList (RFC 7644 §3.4.2)', () => {
  test.each([[[]], [['{"id":"a"}']], [['{"id":"a"}', '{"id":"b"}']]])('%j', (resources) => {
    expect(JSON.parse(renderList(resources, { total: 7, startIndex: 3 }))).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 7,
      startIndex: 3,
      itemsPerPage: resources.length,
      Resources: resources.map((text) => JSON.parse(text)),
    });
  });
});
