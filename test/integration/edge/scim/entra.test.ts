import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  groupBody,
  idsOf,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Reply,
  type TestDirectory,
  URN,
} from '../../../support/clients.ts';
import { ADSCIM_GROUP, entraClient, entraGroup } from '../../../support/entra.ts';

const MANAGER = `${URN.enterprise}:manager`;

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `entra${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const read = async (path: string) => (await directory.scim(path)).body;
const patch = (id: string, ...operations: object[]): Promise<Reply> =>
  directory.scim(`/Users/${id}`, patchOf(...operations));

describe('annex A, Entra ID: users', () => {
  const filter = `filter=${encodeURIComponent('userName eq "6c6f1c5d-5fb0-4a4c-9d4b-0d3b4c4a1b2e"')}`;

  it('E1 a miss is 200 with nobody, wherever the flag stands in the query', async () => {
    await user();
    for (const query of [
      filter,
      `aadOptscim062020&${filter}`,
      `${filter}&aadOptscim062020`,
      `${filter}&aadOptscim062020=`,
      `AzureAdScimPatch2017&${filter}&attributes=id&aadOptscim062020`,
    ]) {
      const { status, body } = await directory.scim(`/Users?${query}`);
      expect([query, status, body.totalResults, body.schemas]).toEqual([query, 200, 0, [URN.list]]);
    }
  });

  it('E1 a miss is 200 with nobody when the path was put behind the flag of the base URL', async () => {
    await user();
    const { status, body } = await directory.scim(`?aadOptscim062020/Users?${filter}`);
    expect([status, body.totalResults]).toEqual([200, 0]);
  });

  it('E1 the flag is borne on every address', async () => {
    const { id } = await user();
    const group = await newGroup(directory, 'E1', [id]);
    for (const path of [
      `/Users/${id}`,
      `/Groups/${group.id}`,
      '/Users',
      '/Groups',
      '/Schemas',
      '/ServiceProviderConfig',
    ]) {
      expect([path, (await directory.scim(`${path}?aadOptscim062020`)).status]).toEqual([path, 200]);
    }
    const operation = { op: 'replace', path: 'displayName', value: 'E1 renamed' };
    expect((await directory.scim(`/Groups/${group.id}?aadOptscim062020`, patchOf(operation))).status).toBe(204);
    expect((await directory.scim(`/Users/${id}?aadOptscim062020`, patchOf(operation))).status).toBe(200);
  });

  it('E2 active as "False" and "True", in any case, is a boolean on read', async () => {
    const { id } = await user();
    for (const [value, wanted] of [
      ['False', false],
      ['True', true],
      ['false', false],
      ['TRUE', true],
    ]) {
      const reply = await patch(id, { op: 'Replace', path: 'active', value });
      expect([value, reply.status, reply.body.active]).toEqual([value, 200, wanted]);
      expect((await read(`/Users/${id}`)).active).toBe(wanted);
    }
    expectScimError(await patch(id, { op: 'Replace', path: 'active', value: 'No' }), 400, 'invalidValue');
  });

  it.each(['Add', 'Replace', 'add', 'replace'])('E3 %s of the work e-mail makes it when there is none', async (op) => {
    const { id } = await user({ emails: [] });
    const reply = await patch(id, { op, path: 'emails[type eq "work"].value', value: 'a@b.example' });
    expect([reply.status, reply.body.emails]).toEqual([200, [{ value: 'a@b.example', type: 'work' }]]);
    const again = await patch(id, { op, path: 'emails[type eq "work"].value', value: 'c@d.example' });
    expect(again.body.emails).toEqual([{ value: 'c@d.example', type: 'work' }]);
    expect(idsOf(await find(directory, 'Users', 'emails[type eq "work"].value eq "C@D.example"'))).toContain(id);
  });

  it('E3 the work e-mail is made beside another, which stays', async () => {
    const { id } = await user({ emails: [{ value: 'home@b.example', type: 'home', primary: true }] });
    const { body } = await patch(id, { op: 'Add', path: 'emails[type eq "work"].value', value: 'work@b.example' });
    expect(body.emails).toEqual([
      { value: 'home@b.example', type: 'home', primary: true },
      { value: 'work@b.example', type: 'work' },
    ]);
  });

  it.each(['Add', 'Replace'])('E4 %s makes the address, the telephone and the primary role', async (op) => {
    const { id } = await user();
    const { status, body } = await patch(
      id,
      { op, path: 'addresses[type eq "work"].streetAddress', value: '1 Main Street' },
      { op, path: 'addresses[type eq "work"].locality', value: 'Redmond' },
      { op, path: 'phoneNumbers[type eq "mobile"].value', value: '+1 (425) 555-0100' },
      { op, path: 'roles[primary eq "True"].value', value: 'admin' },
    );
    expect(status).toBe(200);
    expect(body.addresses).toEqual([{ type: 'work', streetAddress: '1 Main Street', locality: 'Redmond' }]);
    expect(body.phoneNumbers).toEqual([{ type: 'mobile', value: '+1 (425) 555-0100' }]);
    expect(body.roles).toEqual([{ primary: true, value: 'admin' }]);
    const again = await patch(id, { op, path: 'roles[primary eq "True"].value', value: 'auditor' });
    expect(again.body.roles).toEqual([{ primary: true, value: 'auditor' }]);
    expect(idsOf(await find(directory, 'Users', 'roles[primary eq "True"].value eq "auditor"'))).toContain(id);
  });

  it('E5 a filtered e-mail and dotted keys without a path arrive together', async () => {
    const { id } = await user({ emails: [] });
    const { status, body } = await patch(
      id,
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'e5@corp.example' },
      {
        op: 'replace',
        value: {
          displayName: 'Pvlo',
          'name.givenName': 'Augusta',
          'name.middleName': 'King',
          [`${URN.enterprise}:employeeNumber`]: '1815',
          [`${URN.enterprise}:department`]: 'Mathematics',
        },
      },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      schemas: [URN.user, URN.enterprise],
      displayName: 'Pvlo',
      name: { givenName: 'Augusta', middleName: 'King', familyName: 'Lovelace' },
      emails: [{ value: 'e5@corp.example', type: 'work' }],
      [URN.enterprise]: { employeeNumber: '1815', department: 'Mathematics' },
    });
    expect(await read(`/Users/${id}`)).toEqual(body);
  });

  const managerOf = ({ body }: Reply) => body[URN.enterprise]?.manager?.value;
  const paths = [MANAGER, `${MANAGER}.value`, `${URN.enterprise}.manager`, MANAGER.toUpperCase()];

  it.each(paths)('E6 the manager at %s is set and cleared in every shape', async (path) => {
    const { id } = await user();
    const [one, two] = [await user(), await user()];
    const isValue = path.endsWith('.value');
    const shapes = (of: string) =>
      isValue ? [of] : [[{ $ref: `../Users/${of}`, value: of }], of, { value: of }, [{ value: of }]];
    for (const { id: manager } of [one, two]) {
      for (const value of shapes(manager)) {
        const set = await patch(id, { op: 'Replace', path, value });
        expect([set.status, managerOf(set)]).toEqual([200, manager]);
        expect((await read(`/Users/${id}`))[URN.enterprise].manager.value).toBe(manager);
        for (const operation of [
          { op: 'Replace', path, value: '' },
          { op: 'Replace', path, value: null },
          { op: 'Remove', path },
        ]) {
          const cleared = await patch(id, operation);
          expect([operation, cleared.status, managerOf(cleared)]).toEqual([operation, 200, undefined]);
          expect((await patch(id, { op: 'Add', path, value })).status).toBe(200);
        }
      }
    }
    expect(managerOf({ ...(await directory.scim(`/Users/${id}`)) })).toBe(two.id);
  });

  it('E6 a manager who is no user here is 404 when it looks like one, and kept as it is when not', async () => {
    const { id } = await user();
    for (const value of ['01a1ff9b-8972-7596-a581-6a26f5440278', crypto.randomUUID()]) {
      const reply = await patch(id, { op: 'Add', path: MANAGER, value });
      expectScimError(reply, 404);
      expect(reply.body.detail).toContain(value);
    }
    const kept = await patch(id, { op: 'Add', path: MANAGER, value: 'cn=Charles Babbage' });
    expect([kept.status, managerOf(kept)]).toEqual([200, 'cn=Charles Babbage']);
  });

  it('E10 filters by id and manager together, and shows what was asked for', async () => {
    const [boss, other] = [await user(), await user()];
    const { id } = await user({ [URN.enterprise]: { manager: { value: boss.id } } });
    const ask = async (manager: string, attribute = 'manager') => {
      const filter = encodeURIComponent(`id eq "${id}" and ${attribute} eq "${manager}"`);
      return directory.scim(`/Users?filter=${filter}&attributes=id`);
    };
    for (const attribute of ['manager', MANAGER, `${MANAGER}.value`, 'manager.value']) {
      const hit = await ask(boss.id, attribute);
      expect([attribute, hit.status, hit.body.totalResults]).toEqual([attribute, 200, 1]);
      expect(Object.keys(hit.body.Resources[0]).toSorted()).toEqual(['id', 'schemas']);
      expect(hit.body.Resources[0].id).toBe(id);
      expect((await ask(other.id, attribute)).body.totalResults).toBe(0);
    }
  });

  it('E11 roles as JSON in a string are parsed or 400 invalidValue, and never kept as raw text', async () => {
    const { id } = await user();
    const role = JSON.stringify({ id: '06b07648-ecfe-589f-9d2f-6325724a46ee', value: 'Admin', displayName: 'Admin' });
    const outcome = ({ status, body }: Reply) => {
      if (status === 400) return body.scimType;
      return body.roles?.some(({ value }: { value: string }) => value === 'Admin') ? 'parsed' : body.roles;
    };
    for (const value of [role, `[${role}]`, [{ value: role }]]) {
      const reply = await patch(id, { op: 'Add', path: 'roles', value });
      expect(['parsed', 'invalidValue']).toContain(outcome(reply));
      expect((await directory.scim(`/Users/${id}`)).text).not.toContain('displayName\\"');
    }
  });

  it('E12 delete is 204, then 404, and the name makes somebody new', async () => {
    const made = await user({ externalId: 'E12' });
    const group = await newGroup(directory, 'E12', [made.id]);
    const statuses = [];
    for (const _ of [1, 2]) statuses.push((await directory.scim(`/Users/${made.id}`, { method: 'DELETE' })).status);
    expect(statuses).toEqual([204, 404]);
    const again = await newUser(directory, made.userName, { externalId: 'E12' });
    expect(again.id).not.toBe(made.id);
    expect(await membersOf(directory, group.id)).toEqual([]);
  });

  it.each([null, ''])('E13 the value %j clears what is optional, with a path and without', async (empty) => {
    const full = {
      title: 'Countess',
      nickName: 'Ada',
      preferredLanguage: 'en',
      phoneNumbers: [{ value: '1', type: 'work' }],
      [URN.enterprise]: { department: 'Mathematics' },
    };
    const { id } = await user(full);
    const cleared = ['title', 'nickName', 'preferredLanguage', 'phoneNumbers', URN.enterprise];
    const { status, body } = await patch(
      id,
      { op: 'Replace', path: 'title', value: empty },
      { op: 'Add', path: 'name.givenName', value: empty },
      { op: 'Replace', path: 'phoneNumbers[type eq "work"].value', value: empty },
      { op: 'Remove', path: 'phoneNumbers[type eq "work"]' },
      { op: 'replace', value: { nickName: empty, preferredLanguage: empty, [`${URN.enterprise}:department`]: empty } },
    );
    expect(status).toBe(200);
    for (const key of cleared) expect(body).not.toHaveProperty([key]);
    expect([body.name, body.schemas]).toEqual([{ familyName: 'Lovelace' }, [URN.user]]);
    expect(await read(`/Users/${id}`)).toEqual(body);
    const refused = await patch(id, { op: 'Replace', path: 'userName', value: empty });
    expect(refused.status).toBe(400);
  });
});

describe('annex A, Entra ID: groups', () => {
  const users = async (count: number): Promise<string[]> => {
    const made = await Promise.all(Array.from({ length: count }, () => user()));
    return made.map(({ id }) => id);
  };

  it('E7 50 parallel PATCHes that each add one member lose none', async () => {
    const ids = await users(50);
    const { id } = await newGroup(directory, 'E7');
    const entra = entraClient(directory);
    const replies = await Promise.all(ids.map((member) => entra.addMember(id, member)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await membersOf(directory, id)).toEqual(ids.toSorted());
    const left = await Promise.all(ids.slice(1).map((member) => entra.removeMember(id, member)));
    expect(new Set(left.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await membersOf(directory, id)).toEqual(ids.slice(0, 1));
  });

  it('E8 both forms remove the named members only, and who is no member is harmless', async () => {
    const [a = '', b = '', c = '', d = '', stranger = ''] = await users(5);
    const { id } = await newGroup(directory, 'E8', [a, b, c, d]);
    const remove = async (operation: object) =>
      (await directory.scim(`/Groups/${id}`, patchOf({ op: 'Remove', ...operation }))).status;
    expect(await remove({ path: 'members', value: [{ value: a }] })).toBe(204);
    expect(await membersOf(directory, id)).toEqual([b, c, d].toSorted());
    expect(await remove({ path: `members[value eq "${b}"]` })).toBe(204);
    expect(await membersOf(directory, id)).toEqual([c, d].toSorted());
    for (const unknown of [stranger, a, crypto.randomUUID(), 'nobody']) {
      expect([unknown, await remove({ path: 'members', value: [{ value: unknown }] })]).toEqual([unknown, 204]);
      expect([unknown, await remove({ path: `members[value eq "${unknown}"]` })]).toEqual([unknown, 204]);
    }
    expect(await membersOf(directory, id)).toEqual([c, d].toSorted());
    expect(await remove({ path: 'members', value: [{ $ref: null, value: c }, { value: stranger }] })).toBe(204);
    expect(await membersOf(directory, id)).toEqual([d]);
  });

  it('E8 a removal in a shape that says nobody is 400 and clears nothing', async () => {
    const ids = await users(2);
    const { id } = await newGroup(directory, 'E8 shapes', ids);
    for (const operation of [
      { path: 'members', value: [{ display: 'Ada' }] },
      { path: 'members', value: [7] },
      { path: 'members', value: { id: ids[0] } },
      { path: 'members[value eq ]' },
      { path: 'members[]' },
      { path: 'members[shoeSize eq "9"]' },
    ]) {
      const { status } = await directory.scim(`/Groups/${id}`, patchOf({ op: 'Remove', ...operation }));
      expect([operation, status]).toEqual([operation, 400]);
    }
    expect(await membersOf(directory, id)).toEqual(ids.toSorted());
  });

  it('E9 a group with the ADSCIM URN is made, and found without its members', async () => {
    const [member = ''] = await users(1);
    const made = await directory.scim('/Groups', { method: 'POST', body: entraGroup('E9', 'E9-external') });
    expect([made.status, made.body.schemas, made.body.externalId]).toEqual([201, [URN.group], 'E9-external']);
    expect(made.headers.get('location')).toBe(`${directory.base}/Groups/${made.body.id}`);
    const added = await entraClient(directory).addMember(made.body.id, member);
    expect([added.status, added.text]).toEqual([204, '']);
    for (const filter of ['displayName eq "e9"', 'externalId eq "E9-external"']) {
      const query = `excludedAttributes=members&filter=${encodeURIComponent(filter)}`;
      const { body } = await directory.scim(`/Groups?${query}`);
      expect([filter, body.totalResults, body.Resources?.[0]?.id]).toEqual([filter, 1, made.body.id]);
      expect(body.Resources[0]).not.toHaveProperty('members');
      expect(idsOf(await find(directory, 'Groups', filter))).toEqual([made.body.id]);
    }
    const without = await read(`/Groups/${made.body.id}?excludedAttributes=members`);
    expect([without.displayName, 'members' in without]).toEqual(['E9', false]);
    expect((await read(`/Groups/${made.body.id}`)).members).toHaveLength(1);
    expect(made.body.schemas).not.toContain(ADSCIM_GROUP);
  });

  it('E9 members sent empty or null are none', async () => {
    for (const [n, members] of [[], null].entries()) {
      const reply = await directory.scim('/Groups', { method: 'POST', body: groupBody(`E9 none ${n}`, { members }) });
      expect([reply.status, await membersOf(directory, reply.body.id)]).toEqual([201, []]);
    }
  });
});
