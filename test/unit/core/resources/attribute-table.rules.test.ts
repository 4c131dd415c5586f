import { describe, expect, test } from 'vitest';
import { attributeTables } from '../../../../scripts/generate-attribute-table.ts';
import { enterpriseUserSchema, groupSchema, userSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import {
  type Attribute,
  externalId,
  isUnknownUrn,
  knownUrnOf,
  madeReference,
  resourceType,
  type Schema,
  subAttributesOf,
} from '../../../../src/core/resources/attributes.rules.ts';

function attributeOf({ attributes }: Schema, path: string): Attribute {
  const [name, subName] = path.split('.');
  const attribute = attributes.find((each) => each.name === name);
  const found = subName === undefined ? attribute : attribute?.subAttributes?.find((each) => each.name === subName);
  return found ?? expect.fail(`there is no ${path}`);
}

/** Every attribute and sub-attribute by its path. */
function everyPath({ attributes }: Schema): [string, Attribute][] {
  return attributes.flatMap((attribute) => [
    [attribute.name, attribute] as [string, Attribute],
    ...(attribute.subAttributes ?? []).map((sub) => [`${attribute.name}.${sub.name}`, sub] as [string, Attribute]),
  ]);
}

test('the generated file is what the script makes today: else run `npm run generate:attributes`', () => {
  // As data: the file may be formatted.
  expect(JSON.stringify({ userSchema, enterpriseUserSchema, groupSchema })).toBe(JSON.stringify(attributeTables()));
});

describe('the User schema is that of RFC 7643 §4.1 and §8.7.1', () => {
  const plain = { type: 'string', multiValued: false, required: false, mutability: 'readWrite', returned: 'default' };

  test('its attributes, without the password, which is never taken from a directory', () => {
    expect(userSchema.id).toBe('urn:ietf:params:scim:schemas:core:2.0:User');
    expect(userSchema.attributes.map(({ name }) => name)).toEqual([
      'userName',
      'name',
      'displayName',
      'nickName',
      'profileUrl',
      'title',
      'userType',
      'preferredLanguage',
      'locale',
      'timezone',
      'active',
      'emails',
      'phoneNumbers',
      'ims',
      'photos',
      'addresses',
      'groups',
      'entitlements',
      'roles',
      'x509Certificates',
    ]);
  });

  test('userName is required, unique and without case', () => {
    expect(attributeOf(userSchema, 'userName')).toEqual({
      name: 'userName',
      ...plain,
      required: true,
      caseExact: false,
      uniqueness: 'server',
    });
    const others = everyPath(userSchema).filter(([, { required, uniqueness }]) => required || uniqueness !== 'none');
    expect(others.map(([path]) => path)).toEqual(['userName']);
  });

  test.each([
    'displayName',
    'nickName',
    'title',
    'userType',
    'preferredLanguage',
    'locale',
    'timezone',
    'name.givenName',
    'name.familyName',
  ])('%s is plain text without case', (path) =>
    expect(attributeOf(userSchema, path)).toMatchObject({ ...plain, caseExact: false, uniqueness: 'none' }),
  );

  test.each(['emails', 'phoneNumbers', 'ims', 'photos', 'addresses', 'entitlements', 'roles', 'x509Certificates'])(
    '%s is a list with at most one primary value',
    (name) => {
      expect(attributeOf(userSchema, name)).toMatchObject({ type: 'complex', multiValued: true, required: false });
      expect(attributeOf(userSchema, `${name}.primary`)).toMatchObject({ type: 'boolean', multiValued: false });
      expect(attributeOf(userSchema, `${name}.type`)).toMatchObject({ type: 'string' });
    },
  );

  test('only these attributes are lists', () => {
    const lists = everyPath(userSchema).filter(([, { multiValued }]) => multiValued);
    expect(lists.map(([path]) => path)).toHaveLength(9);
  });

  test('SCIM 5.1.10 groups are the server’s, direct or not, and so is all that is said of them', () => {
    expect(attributeOf(userSchema, 'groups')).toMatchObject({
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
    });
    expect(attributeOf(userSchema, 'groups.type').canonicalValues).toEqual(['direct', 'indirect']);
    expect(attributeOf(userSchema, 'groups.value').caseExact).toBe(true);
    for (const sub of ['value', '$ref', 'display', 'type']) {
      expect(attributeOf(userSchema, `groups.${sub}`).mutability).toBe('readOnly');
    }
  });

  test('types, and the values that types of addresses have', () => {
    expect(attributeOf(userSchema, 'active').type).toBe('boolean');
    expect(attributeOf(userSchema, 'name').type).toBe('complex');
    expect(attributeOf(userSchema, 'profileUrl')).toMatchObject({ type: 'reference', referenceTypes: ['external'] });
    expect(attributeOf(userSchema, 'photos.value')).toMatchObject({ type: 'reference', referenceTypes: ['external'] });
    expect(attributeOf(userSchema, 'x509Certificates.value')).toMatchObject({ type: 'binary', caseExact: true });
    expect(attributeOf(userSchema, 'emails.type').canonicalValues).toEqual(['work', 'home', 'other']);
    expect(attributeOf(userSchema, 'phoneNumbers.type').canonicalValues).toEqual([
      'work',
      'home',
      'mobile',
      'fax',
      'pager',
      'other',
    ]);
    expect(attributeOf(userSchema, 'photos.type').canonicalValues).toEqual(['photo', 'thumbnail']);
  });
});

describe('the enterprise extension is that of RFC 7643 §4.3', () => {
  test('its attributes', () => {
    expect(enterpriseUserSchema.id).toBe('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User');
    expect(enterpriseUserSchema.attributes.map(({ name }) => name)).toEqual([
      'employeeNumber',
      'costCenter',
      'organization',
      'division',
      'department',
      'manager',
    ]);
  });

  test('the manager’s name and reference are the server’s, the value the client’s', () => {
    expect(attributeOf(enterpriseUserSchema, 'manager')).toMatchObject({ type: 'complex', multiValued: false });
    expect(attributeOf(enterpriseUserSchema, 'manager.displayName').mutability).toBe('readOnly');
    expect(attributeOf(enterpriseUserSchema, 'manager.value')).toMatchObject({
      type: 'string',
      mutability: 'readWrite',
    });
    expect(attributeOf(enterpriseUserSchema, 'manager.$ref')).toMatchObject({
      type: 'reference',
      mutability: 'readOnly',
      referenceTypes: ['User'],
    });
  });
});

describe('the Group schema is that of RFC 7643 §4.2 and §8.7.1', () => {
  test('its attributes', () => {
    expect(groupSchema.id).toBe('urn:ietf:params:scim:schemas:core:2.0:Group');
    expect(everyPath(groupSchema).map(([path]) => path)).toEqual([
      'displayName',
      'members',
      'members.value',
      'members.$ref',
      'members.type',
    ]);
  });

  test('displayName is required, unique and without case', () => {
    expect(attributeOf(groupSchema, 'displayName')).toMatchObject({
      required: true,
      caseExact: false,
      uniqueness: 'server',
    });
  });

  test('who a member is cannot be changed', () => {
    expect(attributeOf(groupSchema, 'members')).toMatchObject({
      multiValued: true,
      required: false,
      mutability: 'readWrite',
    });
    expect(attributeOf(groupSchema, 'members.value')).toMatchObject({ caseExact: true, mutability: 'immutable' });
    expect(attributeOf(groupSchema, 'members.$ref')).toMatchObject({
      mutability: 'immutable',
      referenceTypes: ['User', 'Group'],
    });
    expect(attributeOf(groupSchema, 'members.type')).toMatchObject({
      mutability: 'immutable',
      canonicalValues: ['User', 'Group'],
    });
  });
});

describe('every attribute', () => {
  test.each([...everyPath(userSchema), ...everyPath(enterpriseUserSchema), ...everyPath(groupSchema)])(
    '%s has its characteristics',
    (_path, attribute) => {
      // RFC 7643 §2.2: only text has a case, and only complex attributes have parts.
      expect(attribute.caseExact !== undefined).toBe(['string', 'reference', 'binary'].includes(attribute.type));
      expect(attribute.subAttributes !== undefined).toBe(attribute.type === 'complex');
      expect(attribute.returned).toBe('default');
    },
  );
});

describe('resourceType', () => {
  const type = resourceType(userSchema, [enterpriseUserSchema]);

  test('finds by lower-cased name, and knows externalId, which no schema lists', () => {
    expect(type.attributes.get('username')?.name).toBe('userName');
    expect(type.attributes.get('externalid')).toBe(externalId);
    expect(externalId).toMatchObject({ caseExact: true, required: false, mutability: 'readWrite' });
    expect(type.attributes.get('userName')).toBeUndefined();
    expect(type.byUrn.get(enterpriseUserSchema.id.toLowerCase())?.name).toBe(enterpriseUserSchema.id);
  });

  test('sub-attributes are found the same way', () => {
    const name = attributeOf(userSchema, 'name');
    expect(subAttributesOf(name).get('givenname')?.name).toBe('givenName');
    expect(subAttributesOf(name)).toBe(subAttributesOf(name));
    expect(subAttributesOf(attributeOf(userSchema, 'title')).size).toBe(0);
  });
});

describe('names that are URNs', () => {
  const type = resourceType(userSchema, [enterpriseUserSchema]);
  const enterprise = enterpriseUserSchema.id.toLowerCase();

  test.each([
    [enterpriseUserSchema.id, enterprise],
    [`${enterpriseUserSchema.id.toUpperCase()}:Manager`, enterprise],
    [`${enterpriseUserSchema.id}.manager`, enterprise],
    [`${enterpriseUserSchema.id}:`, enterprise],
    [`${userSchema.id}:title`, userSchema.id.toLowerCase()],
    [`${enterpriseUserSchema.id}s`, undefined],
    ['urn:example:x', undefined],
    ['title', undefined],
    ['', undefined],
  ])('%s starts with %s', (name, urn) => {
    expect(knownUrnOf(type, name)).toBe(urn);
    if (urn !== undefined) expect(isUnknownUrn(type, name)).toBe(false);
  });

  test.each([
    'urn:x',
    'URN:x:y',
    `${enterpriseUserSchema.id}s`,
    'urn:ietf:params:scim:schemas:extension:a:2.0:User',
    'urn:ietf:params:scim:schemas:corex',
  ])('%s is an extension that nobody knows', (name) => expect(isUnknownUrn(type, name)).toBe(true));

  test.each([
    '',
    'urn',
    'urn:',
    'urn::x',
    'urnx',
    'title',
    'xurn:a',
    groupSchema.id,
    'urn:ietf:params:scim:api',
    'URN:ietf:params:scim:API:messages:2.0:Error',
  ])('%j is none', (name) => expect(isUnknownUrn(type, name)).toBe(false));

  test('a type’s own schema is known to it, wherever its URN is', () => {
    const own = resourceType({ id: 'urn:example:own', name: 'Own', attributes: [] }, []);
    expect(isUnknownUrn(own, 'urn:example:own')).toBe(false);
    expect(isUnknownUrn(own, 'urn:example:other')).toBe(true);
  });
});

test('only the reference to the manager is made by the server', () => {
  const made = [userSchema, enterpriseUserSchema, groupSchema].flatMap((schema) =>
    everyPath(schema).filter(([, attribute]) => madeReference(attribute) !== undefined),
  );
  expect(made.map(([path, attribute]) => [path, madeReference(attribute)?.name])).toEqual([['manager', '$ref']]);
});
