import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUser } from '../../../../src/core/users/user-resource.rules.ts';
import { renderGroup, renderList, renderUser } from '../../../../src/edge/scim/render.ts';
import { anyUser } from '../../core/resources/documents.ts';

const BASE = 'https://id.example.com/scim/v2/abc';
const times = { createdAt: '2026-01-31T09:30:00.000Z', modifiedAt: '2026-02-01T09:30:00.000Z' };
const alone = { ...times, groups: null };
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

describe('renderUser', () => {
  test('splices id, active and meta into what is kept', () => {
    const { attributes } = readUser({ userName: 'ada', title: 'a "quoted" } {' });
    const { body, version, location } = renderUser(BASE, { id: 'u1', active: false, attributes, ...alone });
    expect(version).toMatch(/^W\/"[\w-]{16}"$/);
    expect(location).toBe(`${BASE}/Users/u1`);
    expect(JSON.parse(body)).toEqual({
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
        version,
      },
    });
  });

  test('shows the groups with their addresses, and each of them counts for the version', () => {
    const { attributes } = readUser({ userName: 'ada' });
    const user = { id: 'u1', active: true, attributes, ...alone };
    const groups = JSON.stringify([{ value: 'g1', display: 'Algebra "1"', type: 'direct' }]);
    const { body, version } = renderUser(BASE, { ...user, groups });
    expect(JSON.parse(body).groups).toEqual([
      { value: 'g1', $ref: `${BASE}/Groups/g1`, display: 'Algebra "1"', type: 'direct' },
    ]);
    const others = [user, { ...user, active: false }, { ...user, modifiedAt: '2026-02-01T09:30:00.001Z' }];
    expect(new Set([version, ...others.map((each) => renderUser(BASE, each).version)]).size).toBe(4);
  });

  test('shows the part that is asked for, under the version of the whole', () => {
    const { attributes } = readUser({ userName: 'ada', title: 'Countess' });
    const user = { id: 'u1', active: true, attributes, ...alone };
    const part = renderUser(BASE, user, { kind: 'only', names: ['title'] });
    expect(JSON.parse(part.body)).toEqual({
      id: 'u1',
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      title: 'Countess',
    });
    expect(part.version).toBe(renderUser(BASE, user).version);
  });

  test('is JSON whatever the user, with each name once', () => {
    fc.assert(
      fc.property(anyUser, (claimed) => {
        const { attributes, active = true } = readUser(claimed);
        const { id, meta, ...rest } = JSON.parse(renderUser(BASE, { id: 'u1', active, attributes, ...alone }).body);
        expect(id).toBe('u1');
        expect(meta.resourceType).toBe('User');
        expect(rest).toEqual({ ...JSON.parse(attributes), active });
      }),
      { numRuns: 100 },
    );
  });
});

describe('renderGroup', () => {
  const attributes = JSON.stringify({ schemas: [GROUP], displayName: 'Algebra' });
  const group = { id: 'g1', attributes, ...times, version: '7' };

  test('shows members of both kinds with their addresses', () => {
    const { body, version } = renderGroup(BASE, { ...group, members: { users: ['u1'], groups: ['g2'] } });
    expect(version).toBe('W/"7"');
    expect(JSON.parse(body)).toEqual({
      id: 'g1',
      schemas: [GROUP],
      displayName: 'Algebra',
      members: [
        { value: 'u1', $ref: `${BASE}/Users/u1`, type: 'User' },
        { value: 'g2', $ref: `${BASE}/Groups/g2`, type: 'Group' },
      ],
      meta: {
        resourceType: 'Group',
        created: times.createdAt,
        lastModified: times.modifiedAt,
        location: `${BASE}/Groups/g1`,
        version,
      },
    });
  });

  test.each([[undefined], [{ users: [], groups: [] }]])('shows none where there are none: %j', (members) => {
    expect(JSON.parse(renderGroup(BASE, { ...group, members }).body)).not.toHaveProperty('members');
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

  test('by cursor: no total, no index, and the next cursor unless it is the last page (RFC 9865 §2.2)', () => {
    const next = JSON.parse(renderList(['{}'], { total: undefined, nextCursor: 'abc' }));
    expect(next).toEqual({ schemas: next.schemas, nextCursor: 'abc', itemsPerPage: 1, Resources: [{}] });
    expect(JSON.parse(renderList([], { total: undefined }))).not.toHaveProperty('nextCursor');
  });
});
