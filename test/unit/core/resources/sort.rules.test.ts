import { describe, expect, test } from 'vitest';
import { sortKeyOf } from '../../../../src/core/resources/sort.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';
import { faultOf } from './faults.ts';
import { groupResource } from './filter-documents.ts';

const primaryOf = (name: string): string =>
  `$."${name}"[*] ? (@."primary" == true || !exists($."${name}"[*] ? (@."primary" == true)))`;

describe('SCIM 5.2.24 sortBy', () => {
  test.each([
    ['userName', { jsonpath: '$."userName"', column: 'userNameKey' }],
    [' USERNAME ', { jsonpath: '$."userName"', column: 'userNameKey' }],
    [`${core}:userName`, { jsonpath: '$."userName"', column: 'userNameKey' }],
    ['id', { jsonpath: '$id', column: 'id' }],
    ['externalId', { jsonpath: '$."externalId"', column: 'externalId' }],
    ['active', { jsonpath: '$active', column: 'active' }],
    ['meta.created', { jsonpath: '$created', column: 'created' }],
    ['meta.lastModified', { jsonpath: '$modified', column: 'modified' }],
    ['displayName', { jsonpath: '$."displayName"' }],
    ['name.familyName', { jsonpath: '$."name"."familyName"' }],
    ['emails', { jsonpath: `${primaryOf('emails')}."value"` }],
    ['emails.type', { jsonpath: `${primaryOf('emails')}."type"` }],
    ['phoneNumbers', { jsonpath: `${primaryOf('phoneNumbers')}."value"` }],
    ['addresses.region', { jsonpath: `${primaryOf('addresses')}."region"` }],
    ['schemas', { jsonpath: '$."schemas"[*]' }],
    ['manager', { jsonpath: `$."${enterprise}"."manager"."value"` }],
    [`${enterprise}:department`, { jsonpath: `$."${enterprise}"."department"` }],
    ['meta.resourceType', { jsonpath: '$."meta"."resourceType"' }],
  ])('of users: %s', (sortBy, key) => expect(sortKeyOf(userResource, sortBy)).toEqual(key));

  test.each([
    ['displayName', { jsonpath: '$."displayName"', column: 'displayNameKey' }],
    ['id', { jsonpath: '$id', column: 'id' }],
  ])('of groups: %s', (sortBy, key) => expect(sortKeyOf(groupResource, sortBy)).toEqual(key));

  test.each([
    ['foo', '"foo" is not an attribute of User'],
    ['', '"" is not an attribute of User'],
    ['emails[type eq "work"].value', 'is not an attribute of User'],
    ['name', 'Sort by one of name.formatted, name.familyName'],
    ['emails.foo', 'emails can be compared by value'],
    ['meta', 'Sort by one of meta.resourceType, meta.created, meta.lastModified'],
    ['password', 'Passwords'],
    ['groups', 'groups cannot be sorted by'],
    ['groups.display', 'groups cannot be sorted by'],
    [enterprise, 'Sort by one of'],
    ['$id" || "1', 'is not an attribute of User'],
  ])('%j is refused as invalid_value', (sortBy, detail) => {
    const { code, field, message } = faultOf(() => sortKeyOf(userResource, sortBy));
    expect({ code, field }).toEqual({ code: 'invalid_value', field: 'sortBy' });
    expect(message).toContain(detail);
  });

  test('members cannot be sorted by', () => {
    expect(faultOf(() => sortKeyOf(groupResource, 'members')).message).toContain('members cannot be sorted by');
  });

  test('over several types, what one does not have is absent there', () => {
    expect(sortKeyOf(groupResource, 'userName', { unknownIs: 'absent' })).toEqual({ jsonpath: '$ ? (1 == 0)' });
    expect(sortKeyOf(userResource, 'userName', { unknownIs: 'absent' }).column).toBe('userNameKey');
    expect(faultOf(() => sortKeyOf(groupResource, 'userName')).message).toContain('not an attribute of Group');
  });
});
