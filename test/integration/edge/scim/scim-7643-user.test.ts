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
const newName = () => `law-user${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const read = async (path: string) => (await directory.scim(path)).body;
const patch = (path: string, ...operations: object[]): Promise<Reply> => directory.scim(path, patchOf(...operations));
const put = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'PUT', body });
const post = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'POST', body });

describe('RFC 7643 User', () => {
  it('SCIM 5.1.8 userName is required, unique whatever its case, and kept as it was written', async () => {
    const userName = newName();
    const { id } = await newUser(directory, userName.toUpperCase());
    expect((await read(`/Users/${id}`)).userName).toBe(userName.toUpperCase());
    expectScimError(await post('/Users', userBody(userName)), 409, 'uniqueness');
    for (const none of [undefined, null, '', '   '])
      expectScimError(await post('/Users', userBody('x', { userName: none })), 400, 'invalidValue');
    expectScimError(await put(`/Users/${id}`, { displayName: 'x' }), 400, 'invalidValue');
    const other = await user();
    expectScimError(await put(`/Users/${other.id}`, { userName }), 409, 'uniqueness');
    const renaming = { op: 'replace', value: { userName } };
    expectScimError(await patch(`/Users/${other.id}`, renaming), 409, 'uniqueness');
    expect((await patch(`/Users/${id}`, renaming)).body.userName).toBe(userName);
  });

  it('SCIM 5.1.9 a password is in no answer, list, error, log or event', async () => {
    const { service } = await sharedService();
    const password = 'Sesame-0pen-0pen';
    const userName = newName();
    const made = await post('/Users', userBody(userName, { password }));
    const path = `/Users/${made.body.id}`;
    const filter = encodeURIComponent(`userName eq "${userName}"`);
    const replies = [
      made,
      await directory.scim(path),
      await directory.scim(`${path}?attributes=password`),
      await directory.scim(`/Users?filter=${filter}&attributes=userName,password`),
      await post('/Users/.search', { schemas: [URN.search], filter: `userName eq "${userName}"` }),
      await patch(path, { op: 'replace', path: 'password', value: password }),
      await patch(path, { op: 'add', value: { password, title: 'x' } }),
      await put(`${path}?attributes=password,title`, userBody(userName, { password })),
      await post('/Users', userBody(userName, { password })),
      await post('/Users', userBody(newName(), { password, active: 'perhaps' })),
      await post('/Users', userBody(newName(), { password: { value: password }, title: 7 })),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200, 200, 409, 400, 400]);
    for (const { text } of replies) {
      expect(text).not.toContain(password);
      expect(text).not.toMatch(/"password"/);
    }
    const filtered = await find(directory, 'Users', `password eq "${password}"`);
    expectScimError(filtered, 400, 'invalidFilter');
    expect(filtered.text).not.toContain(password);
    const events = await service.database.readAs(directory.organizationId, (tx) => tx.models.eventDetail.findMany({}));
    expect(JSON.stringify([events, service.log])).not.toContain(password);
  });

  it('SCIM 5.1.10 groups is computed: direct and indirect, and no client writes it', async () => {
    const { id } = await user();
    const inner = await newGroup(directory, 'Inner', [id]);
    const outer = await newGroup(directory, 'Outer', [inner.id]);
    const outermost = await newGroup(directory, 'Outermost', [outer.id]);
    const group = ({ id: value, displayName: display }: Reply['body'], type: string) => ({
      value,
      $ref: `${directory.base}/Groups/${value}`,
      display,
      type,
    });
    const groupsOf = async () => (await read(`/Users/${id}`)).groups ?? [];
    const expectGroups = async (...wanted: object[]) => {
      const groups = await groupsOf();
      expect(groups).toHaveLength(wanted.length);
      expect(groups).toEqual(expect.arrayContaining(wanted));
    };
    await expectGroups(group(inner, 'direct'), group(outer, 'indirect'), group(outermost, 'indirect'));
    expect((await read(`/Groups/${outer.id}`)).members).toEqual([
      { value: inner.id, $ref: `${directory.base}/Groups/${inner.id}`, type: 'Group' },
    ]);
    await patch(`/Groups/${outer.id}`, { op: 'add', path: 'members', value: [{ value: id }] });
    await expectGroups(group(inner, 'direct'), group(outer, 'direct'), group(outermost, 'indirect'));
    for (const operation of [
      { op: 'add', path: 'groups', value: [{ value: outer.id }] },
      { op: 'replace', value: { groups: [] } },
      { op: 'remove', path: 'groups' },
      { op: 'remove', path: `groups[value eq "${inner.id}"]` },
    ])
      expectScimError(await patch(`/Users/${id}`, operation), 400, 'mutability');
    expect((await put(`/Users/${id}`, { ...(await read(`/Users/${id}`)), groups: [] })).body.groups).toHaveLength(3);
    expect(await user({ groups: [{ value: inner.id }] })).not.toHaveProperty('groups');
    expect(idsOf(await find(directory, 'Users', `groups.value eq "${inner.id}"`))).toEqual([id]);
    await directory.scim(`/Groups/${inner.id}`, { method: 'DELETE' });
    await expectGroups(group(outer, 'direct'), group(outermost, 'indirect'));
    expect(await membersOf(directory, outer.id)).toEqual([id]);
  });

  it('SCIM 5.1.10 a group that is reached in several ways is shown once, and from far away', async () => {
    const { id } = await user();
    const bottom = await newGroup(directory, 'Bottom', [id]);
    const sides = [await newGroup(directory, 'Left', [bottom.id]), await newGroup(directory, 'Right', [bottom.id])];
    let top = await newGroup(
      directory,
      'Top',
      sides.map(({ id: side }) => side),
    );
    for (let n = 1; n <= 12; n += 1) top = await newGroup(directory, `Above ${n}`, [top.id]);
    const groups: { display: string; type: string }[] = (await read(`/Users/${id}`)).groups;
    const shown = groups.map(({ display, type }) => `${display} ${type}`);
    expect(shown.toSorted()).toEqual(
      [
        'Bottom direct',
        ...['Left', 'Right', 'Top', ...Array.from({ length: 12 }, (_, n) => `Above ${n + 1}`)].map(
          (name) => `${name} indirect`,
        ),
      ].toSorted(),
    );
    expect((await patch(`/Groups/${bottom.id}`, { op: 'remove', path: 'members' })).status).toBe(204);
    expect(await read(`/Users/${id}`)).not.toHaveProperty('groups');
  });

  it('SCIM 5.1.10 groups that would contain themselves are 400 invalidValue, and nothing changes', async () => {
    const [a, b, c] = [await newGroup(directory, 'A'), await newGroup(directory, 'B'), await newGroup(directory, 'C')];
    const add = (to: string, ...members: string[]) =>
      patch(`/Groups/${to}`, { op: 'add', path: 'members', value: members.map((value) => ({ value })) });
    const { id } = await user();
    expect((await add(a.id, b.id)).status).toBe(204);
    expect((await add(b.id, c.id)).status).toBe(204);
    for (const member of [a.id, c.id]) expectScimError(await add(c.id, id, member), 400, 'invalidValue');
    const replaced = await put(`/Groups/${c.id}`, groupBody('C', { members: [{ value: a.id, type: 'Group' }] }));
    expectScimError(replaced, 400, 'invalidValue');
    expect(await membersOf(directory, c.id)).toEqual([]);
    expect(await membersOf(directory, b.id)).toEqual([c.id]);
  });

  it('SCIM 5.1.10 of two groups that are put into each other at once, one stays outside', async () => {
    const add = (to: string, value: string) =>
      patch(`/Groups/${to}`, { op: 'add', path: 'members', value: [{ value }] });
    for (let round = 1; round <= 10; round += 1) {
      const [a, b] = [await newGroup(directory, `One ${round}`), await newGroup(directory, `Two ${round}`)];
      const replies = await Promise.all([add(a.id, b.id), add(b.id, a.id)]);
      expect(replies.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([204, 400]);
    }
  });

  it('SCIM 5.1.11 the manager is kept with its reference, its displayName is not the client’s to write', async () => {
    const boss = await user();
    const manager = { value: boss.id, $ref: `${directory.base}/Users/${boss.id}` };
    const { id, [URN.enterprise]: enterprise } = await user({
      [URN.enterprise]: { manager: { ...manager, displayName: 'Somebody else' } },
    });
    expect(enterprise.manager).toMatchObject(manager);
    expect(JSON.stringify(await read(`/Users/${id}`))).not.toContain('Somebody else');
    const path = `${URN.enterprise}:manager.displayName`;
    expectScimError(await patch(`/Users/${id}`, { op: 'replace', path, value: 'Somebody else' }), 400, 'mutability');
    expect(idsOf(await find(directory, 'Users', `${URN.enterprise}:manager.value eq "${boss.id}"`))).toEqual([id]);
    for (const more of [
      { manager: { value: crypto.randomUUID() } },
      { manager: { value: (await newGroup(directory, 'No boss')).id } },
    ])
      expectScimError(await post('/Users', userBody(newName(), { [URN.enterprise]: more })), 404);
  });
});
