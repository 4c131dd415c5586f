import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  groupBody,
  idsOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Reply,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

type Declared = {
  name: string;
  type: string;
  multiValued: boolean;
  required: boolean;
  caseExact?: boolean;
  mutability: string;
  returned: string;
  uniqueness: string;
  subAttributes?: Declared[];
};
type Declaration = { id: string; attributes: Declared[] };

let directory: TestDirectory;
let core: Declaration;
let enterprise: Declaration;
let group: Declaration;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
  const { body } = await directory.scim('/Schemas');
  const schema = (urn: string): Declaration => body.Resources.find(({ id }: Declaration) => id === urn);
  [core, enterprise, group] = [schema(URN.user), schema(URN.enterprise), schema(URN.group)];
});

const read = async (path: string) => (await directory.scim(path)).body;
const post = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'POST', body });

/** A value of the declared type for each attribute that a client may write. */
function everyAttribute(attributes: readonly Declared[]): Record<string, unknown> {
  const values: Record<string, (attribute: Declared) => unknown> = {
    boolean: () => true,
    dateTime: () => '2026-01-31T09:30:00Z',
    binary: () => 'YWRh',
    complex: ({ subAttributes = [] }) => everyAttribute(subAttributes),
  };
  const writable = attributes.filter(({ mutability }) => mutability !== 'readOnly');
  return Object.fromEntries(
    writable.map((attribute) => {
      const value = values[attribute.type]?.(attribute) ?? `Some ${attribute.name}`;
      return [attribute.name, attribute.multiValued ? [value] : value];
    }),
  );
}

/** A user who has everything that there is, and whose name is `userName`. */
function everything(userName: string): Record<string, unknown> {
  return { ...everyAttribute(core.attributes), userName, [enterprise.id]: everyAttribute(enterprise.attributes) };
}

/** Every attribute and sub-attribute with its path and what it belongs to. */
function allOf({ id, attributes }: Declaration, prefix = id === URN.enterprise ? `${id}:` : ''): [string, Declared][] {
  return attributes.flatMap((attribute) => [
    [`${prefix}${attribute.name}`, attribute] as [string, Declared],
    ...(attribute.subAttributes ?? []).map((sub): [string, Declared] => [
      `${prefix}${attribute.name}.${sub.name}`,
      sub,
    ]),
  ]);
}

/** The paths of what a resource shows and no schema declares; `common` is of every resource. */
function undeclared(value: unknown, attributes: readonly Declared[], path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => undeclared(each, attributes, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const attribute = attributes.find((each) => each.name === name);
    if (attribute === undefined) return [`${path}${name}`];
    return undeclared(inner, attribute.subAttributes ?? [], `${path}${name}.`);
  });
}

describe('RFC 7643 discovery', () => {
  it('SCIM 5.1.12 SCIM 5.3.46 ServiceProviderConfig says what there is', async () => {
    const { status, body } = await directory.scim('/ServiceProviderConfig');
    expect(status).toBe(200);
    expect(body).toMatchObject({
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
      meta: { resourceType: 'ServiceProviderConfig', location: `${directory.base}/ServiceProviderConfig` },
    });
    expect(body.authenticationSchemes).toContainEqual({
      type: 'oauthbearertoken',
      name: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
      primary: true,
    });
  });

  it('SCIM 5.1.13 ResourceTypes are User with the enterprise extension, and Group', async () => {
    const { body } = await directory.scim('/ResourceTypes');
    expect([body.totalResults, body.schemas]).toEqual([2, [URN.list]]);
    const described = (body.Resources as Reply['body'][]).map(
      ({ id, name, endpoint, schema, schemaExtensions = [] }) => ({
        id,
        name,
        endpoint,
        schema,
        schemaExtensions,
      }),
    );
    expect(described).toEqual([
      {
        id: 'User',
        name: 'User',
        endpoint: '/Users',
        schema: URN.user,
        schemaExtensions: [{ schema: URN.enterprise, required: false }],
      },
      { id: 'Group', name: 'Group', endpoint: '/Groups', schema: URN.group, schemaExtensions: [] },
    ]);
    for (const { endpoint } of described) expect((await directory.scim(endpoint)).status).toBe(200);
  });

  it('SCIM 5.1.13 what is declared is kept and shown, and what is not declared is not shown', async () => {
    const wanted = everything('every@law.example');
    const { id } = (await post('/Users', { ...wanted, undeclared: 'x' })).body;
    await newGroup(directory, 'Every', [id]);
    const { id: __, meta, schemas, groups, ...rest } = await read(`/Users/${id}`);
    expect(rest).toEqual(wanted);
    expect([schemas, groups.length, meta.resourceType]).toEqual([[core.id, enterprise.id], 1, 'User']);
    const { externalId: _, [enterprise.id]: extension, ...shown } = { ...rest, groups };
    expect(undeclared(shown, core.attributes)).toEqual([]);
    expect(undeclared(extension, enterprise.attributes)).toEqual([]);
    const shownGroup = (await post('/Groups', groupBody('Shown', { members: [{ value: id, display: 'x' }], x: 1 })))
      .body;
    expect(Object.keys(shownGroup).toSorted()).toEqual(['displayName', 'id', 'members', 'meta', 'schemas']);
    expect(undeclared({ members: shownGroup.members }, group.attributes)).toEqual([]);
  });

  it('SCIM 5.1.13 what is declared readOnly cannot be written, and changes nothing', async () => {
    const { id } = await newUser(directory, 'readonly@law.example');
    const { id: groupId } = await newGroup(directory, 'Readonly', [id]);
    const readOnly = (declaration: Declaration) =>
      allOf(declaration).filter(([path, { mutability }]) => mutability === 'readOnly' && !path.startsWith('groups.'));
    const [before, beforeGroup] = [await read(`/Users/${id}`), await read(`/Groups/${groupId}`)];
    const paths = [...readOnly(core), ...readOnly(enterprise)].map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['groups', `${URN.enterprise}:manager.displayName`]));
    for (const path of [...paths, 'id', 'meta', 'meta.location', 'schemas']) {
      for (const op of ['add', 'replace']) {
        const reply = await directory.scim(`/Users/${id}`, patchOf({ op, path, value: 'x' }));
        expect([path, reply.status, reply.body.scimType]).toEqual([path, 400, 'mutability']);
      }
    }
    for (const path of ['id', 'meta', 'meta.created', 'schemas']) {
      const reply = await directory.scim(`/Groups/${groupId}`, patchOf({ op: 'replace', path, value: 'x' }));
      expect([path, reply.status, reply.body.scimType]).toEqual([path, 400, 'mutability']);
    }
    expect([await read(`/Users/${id}`), await read(`/Groups/${groupId}`)]).toEqual([before, beforeGroup]);
  });

  it('SCIM 5.1.13 what is declared required is required, in POST and in PUT', async () => {
    const required = (declaration: Declaration) =>
      declaration.attributes.filter((each) => each.required).map(({ name }) => name);
    expect([required(core), required(enterprise), required(group)]).toEqual([['userName'], [], ['displayName']]);
    const [user, made] = [await newUser(directory, 'required@law.example'), await newGroup(directory, 'Required')];
    for (const empty of [undefined, null, '']) {
      const person = { ...userBody('x'), userName: empty };
      expectScimError(await post('/Users', person), 400, 'invalidValue');
      expectScimError(await directory.scim(`/Users/${user.id}`, { method: 'PUT', body: person }), 400, 'invalidValue');
      const nameless = groupBody('x', { displayName: empty });
      expectScimError(await post('/Groups', nameless), 400, 'invalidValue');
      expectScimError(
        await directory.scim(`/Groups/${made.id}`, { method: 'PUT', body: nameless }),
        400,
        'invalidValue',
      );
    }
    expect([await read(`/Users/${user.id}`), await read(`/Groups/${made.id}`)]).toEqual([user, made]);
  });

  it('SCIM 5.1.13 what is declared caseExact is compared so in filters, and nothing else is', async () => {
    const made = await post('/Users', everything('Exact@law.example'));
    expect(made.status).toBe(201);
    const { id } = made.body;
    const texts = [...allOf(core), ...allOf(enterprise)].filter(
      ([path, { type, mutability }]) =>
        ['string', 'reference'].includes(type) && mutability !== 'readOnly' && !path.includes('$ref'),
    );
    expect(texts.length).toBeGreaterThan(40);
    for (const [path, attribute] of texts) {
      const value = path === 'userName' ? 'Exact@law.example' : `Some ${attribute.name}`;
      const hits = async (sought: string) =>
        idsOf(await find(directory, 'Users', `id eq "${id}" and ${path} eq "${sought}"`)).length;
      expect([path, await hits(value), await hits(value.toUpperCase())]).toEqual([
        path,
        1,
        attribute.caseExact ? 0 : 1,
      ]);
    }
  });

  it('SCIM 5.1.13 what is declared unique is unique, and nothing is returned never or on request', async () => {
    const all = [...allOf(core), ...allOf(enterprise), ...allOf(group)];
    const unique = all.filter(([, { uniqueness }]) => uniqueness !== 'none').map(([path]) => path);
    expect(unique).toEqual(['userName', 'displayName']);
    expect(all.filter(([, { returned }]) => returned !== 'default' && returned !== 'always')).toEqual([]);
    await newUser(directory, 'Unique@law.example');
    await newGroup(directory, 'Unique');
    expectScimError(await post('/Users', userBody('uNIQUE@law.example')), 409, 'uniqueness');
    expectScimError(await post('/Groups', groupBody('uNIQUE')), 409, 'uniqueness');
  });
});
