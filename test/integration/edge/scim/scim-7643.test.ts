import { setTimeout } from 'node:timers/promises';
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
  userBody,
} from '../../../support/clients.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `law${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const read = async (path: string) => (await directory.scim(path)).body;
const patch = (path: string, ...operations: object[]): Promise<Reply> => directory.scim(path, patchOf(...operations));
const put = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'PUT', body });
const post = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'POST', body });

describe('RFC 7643 names and values', () => {
  it('SCIM 5.1.1 names, URNs, paths and keys are read in any case', async () => {
    const userName = newName();
    const made = await post('/Users', {
      USERNAME: userName,
      Emails: [{ VALUE: 'case@corp.example', Type: 'work', PRIMARY: true }],
      [URN.enterprise.toUpperCase()]: { DEPARTMENT: 'Mathematics' },
    });
    expect(made.body).toMatchObject({
      schemas: [URN.user, URN.enterprise],
      userName,
      emails: [{ value: 'case@corp.example', type: 'work', primary: true }],
      [URN.enterprise]: { department: 'Mathematics' },
    });
    const path = `/Users/${made.body.id}`;
    const { body } = await patch(
      path,
      { OP: 'REPLACE', Path: 'EMAILS[TYPE EQ "Work"].VALUE', Value: 'case2@corp.example' },
      { op: 'add', path: `${URN.enterprise.toUpperCase()}:COSTCENTER`, value: '42' },
      { op: 'replace', path: `${URN.user.toUpperCase()}:NAME.GIVENNAME`, value: 'Ada' },
      { op: 'replace', value: { NICKNAME: 'Ada', 'NAME.FAMILYNAME': 'Lovelace' } },
    );
    expect(body).toMatchObject({
      emails: [{ value: 'case2@corp.example', type: 'work', primary: true }],
      [URN.enterprise]: { department: 'Mathematics', costCenter: '42' },
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      nickName: 'Ada',
    });
    for (const filter of [
      `USERNAME EQ "${userName}"`,
      'Emails[Type eq "WORK" AND Value SW "case2@"]',
      `${URN.enterprise.toUpperCase()}:DEPARTMENT eq "mathematics" and NICKNAME PR`,
    ]) {
      expect([filter, idsOf(await find(directory, 'Users', filter))]).toEqual([filter, [made.body.id]]);
    }
    const shown = await directory.scim(`${path}?attributes=USERNAME,Name.FAMILYNAME`);
    expect(shown.body).toEqual({
      schemas: shown.body.schemas,
      id: made.body.id,
      userName,
      name: { familyName: 'Lovelace' },
    });
  });

  it('SCIM 5.1.1 a group’s names too', async () => {
    const { id } = await user();
    const made = await post('/Groups', { DISPLAYNAME: 'Case', MEMBERS: [{ VALUE: id }], ExternalID: 'Case' });
    expect(made.body).toMatchObject({ displayName: 'Case', members: [{ value: id }], externalId: 'Case' });
    const removed = await patch(`/Groups/${made.body.id}`, { op: 'remove', path: `MEMBERS[VALUE EQ "${id}"]` });
    expect([removed.status, await membersOf(directory, made.body.id)]).toEqual([204, []]);
  });

  it('SCIM 5.1.2 null, [] and absent are the same, in POST, PUT and PATCH', async () => {
    const nothing = { nickName: null, phoneNumbers: [], addresses: null, name: { givenName: null }, title: '' };
    const keys = Object.keys(nothing);
    const made = await post('/Users', userBody(newName(), nothing));
    expect(made.status).toBe(201);
    for (const key of keys) expect(made.body).not.toHaveProperty(key);
    const path = `/Users/${made.body.id}`;
    const full = { nickName: 'A', phoneNumbers: [{ value: '1' }], addresses: [{ country: 'GB' }], title: 'B' };
    const patched = await patch(path, { op: 'add', value: full }, { op: 'replace', value: nothing });
    expect(patched.status).toBe(200);
    for (const key of ['nickName', 'phoneNumbers', 'addresses', 'title']) expect(patched.body).not.toHaveProperty(key);
    await patch(path, { op: 'add', value: full });
    const replaced = await put(path, { userName: made.body.userName, ...nothing });
    for (const key of keys) expect(replaced.body).not.toHaveProperty(key);
    expect(await read(path)).toEqual(replaced.body);
    for (const filter of ['nickName pr', 'phoneNumbers pr', 'title ne null'])
      expect(idsOf(await find(directory, 'Users', `${filter} and id eq "${made.body.id}"`))).toEqual([]);
    expect(idsOf(await find(directory, 'Users', `nickName eq null and id eq "${made.body.id}"`))).toEqual([
      made.body.id,
    ]);
  });

  it('SCIM 5.1.3 at most one value is primary after every write', async () => {
    const email = (value: string, primary?: boolean | string) => ({
      value,
      type: value,
      ...(primary ? { primary } : {}),
    });
    const two = [email('work', true), email('home', true)];
    expectScimError(await post('/Users', userBody(newName(), { emails: two })), 400, 'invalidValue');
    const { id, userName } = await user({ emails: [email('work', true), email('home')] });
    const path = `/Users/${id}`;
    const primaries = async () =>
      (await read(path)).emails
        .filter(({ primary }: { primary?: boolean }) => primary)
        .map(({ value }: { value: string }) => value);
    const steps: [object, string][] = [
      [{ op: 'add', path: 'emails', value: [email('other', true)] }, 'other'],
      [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }, 'home'],
      [{ op: 'Add', path: 'emails[type eq "work"].primary', value: 'True' }, 'work'],
      [{ op: 'add', value: { emails: [email('fourth', 'True')] } }, 'fourth'],
      [{ op: 'replace', path: 'emails[type eq "other"]', value: email('other', true) }, 'other'],
    ];
    for (const [operation, wanted] of steps) {
      expect([operation, (await patch(path, operation)).status]).toEqual([operation, 200]);
      expect([operation, await primaries()]).toEqual([operation, [wanted]]);
    }
    expectScimError(await put(path, { userName, emails: two }), 400, 'invalidValue');
    expectScimError(await patch(path, { op: 'replace', path: 'emails', value: two }), 400, 'invalidValue');
    expect(await primaries()).toEqual(['other']);
  });

  it('SCIM 5.1.14 times have a zone, binary is base64, and booleans are strict on output', async () => {
    const certificate = { value: 'TUlJQg==', type: 'signing', primary: 'true' };
    const { id, active, meta, x509Certificates } = await user({ active: 'True', x509Certificates: [certificate] });
    expect([active, x509Certificates]).toEqual([true, [{ ...certificate, primary: true }]]);
    for (const time of [meta.created, meta.lastModified])
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    const wrong = { x509Certificates: [{ value: '#!' }] };
    expectScimError(await post('/Users', userBody(newName(), wrong)), 400, 'invalidValue');
    expectScimError(await post('/Users', userBody(newName(), { active: 'yes' })), 400, 'invalidValue');
    const instant = new Date(meta.created);
    const elsewhere = new Date(instant.getTime() + 7_200_000).toISOString().replace('Z', '+02:00');
    for (const time of [meta.created, elsewhere]) {
      const filter = `meta.created eq "${time}" and id eq "${id}"`;
      expect([filter, idsOf(await find(directory, 'Users', filter))]).toEqual([filter, [id]]);
    }
    for (const time of ['yesterday', '2026-01-01', '2026-13-01T00:00:00Z'])
      expectScimError(await find(directory, 'Users', `meta.created gt "${time}"`), 400, 'invalidFilter');
  });
});

describe('RFC 7643 common attributes', () => {
  it('SCIM 5.1.4 the server makes the id, whatever was sent; it is never used again and exact in its case', async () => {
    const sent = { id: '01a1ff9b-8972-7596-a581-6a26f5440278', meta: { resourceType: 'Group' } };
    const userName = newName();
    const made = [await post('/Users', userBody(userName, sent)), await post('/Groups', groupBody('Own id', sent))];
    const ids = made.map(({ body }) => body.id);
    expect(ids).not.toContain(sent.id);
    expect(made.map(({ status, body }) => [status, body.meta.resourceType])).toEqual([
      [201, 'User'],
      [201, 'Group'],
    ]);
    for (const [type, id] of [
      ['Users', ids[0]],
      ['Groups', ids[1]],
    ]) {
      for (const not of [id.toUpperCase(), `bulkId:${id}`, 'bulkId', sent.id])
        expectScimError(await directory.scim(`/${type}/${not}`), 404);
      expect((await directory.scim(`/${type}/${id}`, { method: 'DELETE' })).status).toBe(204);
    }
    const again = [await newUser(directory, userName), await newGroup(directory, 'Own id')];
    for (const { id } of again) expect(ids).not.toContain(id);
  });

  it('SCIM 5.1.5 externalId is exact in its case, and free in another directory of the organization', async () => {
    const { service } = await sharedService();
    const sibling = await newDirectory(service, directory.organizationId);
    const made = [await user({ externalId: 'Ext-A' }), await user({ externalId: 'ext-a' })];
    for (const { id, externalId } of made)
      expect(idsOf(await find(directory, 'Users', `externalId eq "${externalId}"`))).toEqual([id]);
    expect((await find(directory, 'Users', 'externalId eq "EXT-A"')).body.totalResults).toBe(0);
    expect((await newUser(sibling, newName(), { externalId: 'Ext-A' })).externalId).toBe('Ext-A');
    const groups = [];
    for (const externalId of ['Ext-A', 'ext-a'])
      groups.push((await post('/Groups', groupBody(`Group ${externalId} ${groups.length}`, { externalId }))).body);
    for (const { id, externalId } of groups)
      expect(idsOf(await find(directory, 'Groups', `externalId eq "${externalId}"`))).toEqual([id]);
    expectScimError(await post('/Groups', groupBody('Third', { externalId: 'ext-a' })), 409, 'uniqueness');
    const elsewhere = { method: 'POST', body: groupBody('Third', { externalId: 'ext-a' }) };
    expect((await sibling.scim('/Groups', elsewhere)).status).toBe(201);
  });

  it('SCIM 5.1.6 meta is the server’s; a membership moves lastModified of the group, not of the user', async () => {
    const meta = { created: '2001-01-01T00:00:00Z', lastModified: '2001-01-01T00:00:00Z', location: 'x', version: 'x' };
    const { id } = await user({ meta });
    const group = (await post('/Groups', groupBody('Meta', { meta }))).body;
    for (const [type, resource] of [
      ['User', await read(`/Users/${id}`)],
      ['Group', group],
    ]) {
      expect(resource.meta).toMatchObject({
        resourceType: type,
        location: `${directory.base}/${type}s/${resource.id}`,
        lastModified: resource.meta.created,
      });
      expect(Date.now() - Date.parse(resource.meta.created)).toBeLessThan(60_000);
    }
    const before = await read(`/Users/${id}`);
    for (const operation of [
      { op: 'add', path: 'members', value: [{ value: id }] },
      { op: 'remove', path: 'members' },
    ]) {
      const earlier = await read(`/Groups/${group.id}`);
      await setTimeout(5);
      expect((await patch(`/Groups/${group.id}`, operation)).status).toBe(204);
      const later = await read(`/Groups/${group.id}`);
      expect(Date.parse(later.meta.lastModified)).toBeGreaterThan(Date.parse(earlier.meta.lastModified));
      expect(later.meta.created).toBe(earlier.meta.created);
    }
    const after = await read(`/Users/${id}`);
    expect(after.meta.lastModified).toBe(before.meta.lastModified);
    await setTimeout(5);
    const changed = await put(`/Users/${id}`, { ...after, title: 'Countess', meta });
    expect(changed.body.meta.created).toBe(before.meta.created);
    expect(Date.parse(changed.body.meta.lastModified)).toBeGreaterThan(Date.parse(before.meta.lastModified));
  });

  it('SCIM 5.1.6 who is deleted changes the groups that they were in', async () => {
    const person = await user();
    const inner = await newGroup(directory, 'Meta inner');
    const outer = await newGroup(directory, 'Meta outer', [person.id, inner.id]);
    let before = await read(`/Groups/${outer.id}`);
    for (const path of [`/Users/${person.id}`, `/Groups/${inner.id}`]) {
      await setTimeout(5);
      expect((await directory.scim(path, { method: 'DELETE' })).status).toBe(204);
      const after = await read(`/Groups/${outer.id}`);
      expect([path, after.meta.version === before.meta.version]).toEqual([path, false]);
      expect(Date.parse(after.meta.lastModified)).toBeGreaterThan(Date.parse(before.meta.lastModified));
      before = after;
    }
    expect(before).not.toHaveProperty('members');
  });

  it('SCIM 5.1.7 schemas names every extension that has a value, and no other', async () => {
    const custom = 'urn:example:params:scim:schemas:extension:lab:2.0:User';
    const { id, schemas } = await user({ schemas: [URN.user, URN.enterprise, 'urn:example:unused'] });
    expect(schemas).toEqual([URN.user]);
    const path = `/Users/${id}`;
    const both = await patch(
      path,
      { op: 'add', path: `${URN.enterprise}:division`, value: 'Engines' },
      { op: 'add', value: { [custom]: { bench: 7, tags: ['a', { b: null }] } } },
    );
    expect([both.status, both.body.schemas.toSorted()]).toEqual([200, [URN.user, URN.enterprise, custom].toSorted()]);
    expect((await read(path))[custom]).toMatchObject({ bench: 7 });
    expect((await find(directory, 'Users', `id eq "${id}"`)).body.Resources[0].schemas).toEqual(both.body.schemas);
    const less = await patch(path, { op: 'remove', path: `${URN.enterprise}:division` });
    expect(less.body.schemas).toEqual([URN.user, custom]);
    const { [custom]: _, ...rest } = less.body;
    expect((await put(path, rest)).body.schemas).toEqual([URN.user]);
  });

  it('SCIM 5.1.7 attributes of an extension that nobody declared are written by path, as Entra ID does, and named', async () => {
    const custom = 'urn:ietf:params:scim:schemas:extension:Lab:2.0:User';
    const path = `/Users/${(await user()).id}`;
    const write = (op: string, value: unknown) => patch(path, { op, path: `${custom}:Bench`, value });
    for (const [op, value] of [
      ['Add', 'seven'],
      ['Replace', 'eight'],
    ]) {
      const { status, body } = await write(`${op}`, value);
      expect([status, body.schemas, body[custom]]).toEqual([200, [URN.user, custom], { Bench: value }]);
      expect(await read(path)).toEqual(body);
    }
    const removed = await write('Remove', undefined);
    expect([removed.status, removed.body.schemas, custom in removed.body]).toEqual([200, [URN.user], false]);
  });
});
