import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  groupBody,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Reply,
  type TestDirectory,
  URN,
} from '../../../support/clients.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `patch${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const group = (...members: string[]) => newGroup(directory, `Patch ${++names}`, members);
const read = async (path: string) => (await directory.scim(path)).body;
const patch = (path: string, ...operations: object[]): Promise<Reply> => directory.scim(path, patchOf(...operations));
const put = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'PUT', body });

describe('RFC 7644 §3.5.2 PATCH', () => {
  it('SCIM 5.2.27 operations are done in order, all or none', async () => {
    const { id, ...before } = await user();
    const path = `/Users/${id}`;
    const inOrder = await patch(
      path,
      { op: 'add', path: 'title', value: 'one' },
      { op: 'replace', path: 'title', value: 'two' },
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'nickName', value: 'three' },
      { op: 'replace', path: 'nickName', value: 'four' },
    );
    expect([inOrder.body.nickName, 'title' in inOrder.body]).toEqual(['four', false]);
    const failed = await patch(
      path,
      { op: 'replace', path: 'displayName', value: 'changed' },
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'emails[value sw "nobody"].type', value: 'work' },
    );
    expectScimError(failed, 400, 'noTarget');
    expect(await read(path)).toMatchObject({ displayName: before.displayName, active: true, nickName: 'four' });
  });

  it('SCIM 5.2.27 a group’s too: a third operation that fails undoes members and name', async () => {
    const [a, b] = [await user(), await user()];
    const { id } = await group(a.id);
    const before = await read(`/Groups/${id}`);
    const unknown = crypto.randomUUID();
    const failing: [object, number][] = [
      [{ op: 'add', path: 'members', value: [{ value: unknown }] }, 404],
      [{ op: 'replace', path: 'shoeSize', value: 9 }, 400],
      [{ op: 'remove', path: 'displayName' }, 400],
      [{ op: 'move', path: 'displayName', value: 'x' }, 400],
    ];
    for (const [operation, status] of failing) {
      const reply = await patch(
        `/Groups/${id}`,
        { op: 'replace', path: 'displayName', value: 'Changed' },
        { op: 'replace', path: 'members', value: [{ value: b.id }] },
        operation,
      );
      expect([operation, reply.status]).toEqual([operation, status]);
      if (status === 404) expect(reply.body.detail).toContain(unknown);
      expect(await read(`/Groups/${id}`)).toEqual(before);
    }
  });

  it('SCIM 5.2.28 PATCH of a user is 200 with the user, of a group 204 unless attributes were asked for', async () => {
    const { id } = await user();
    const { id: groupId } = await group(id);
    const rename = (displayName: string) => patchOf({ op: 'replace', path: 'displayName', value: displayName });
    const whole = await directory.scim(`/Users/${id}`, rename('Whole'));
    expect([whole.status, whole.body]).toEqual([200, await read(`/Users/${id}`)]);
    const part = await directory.scim(`/Users/${id}?attributes=displayName`, rename('Part'));
    expect([part.status, part.body]).toEqual([200, { schemas: [URN.user], id, displayName: 'Part' }]);
    const silent = await directory.scim(`/Groups/${groupId}`, rename('Silent'));
    expect([silent.status, silent.text, silent.headers.get('content-type')]).toEqual([204, '', null]);
    const asked = await directory.scim(`/Groups/${groupId}?attributes=displayName`, rename('Asked'));
    expect([asked.status, asked.body]).toEqual([200, { schemas: [URN.group], id: groupId, displayName: 'Asked' }]);
    const without = await directory.scim(`/Groups/${groupId}?excludedAttributes=members,meta`, rename('Without'));
    expect([without.status, without.body]).toEqual([
      200,
      { schemas: [URN.group], id: groupId, displayName: 'Without' },
    ]);
  });

  it('SCIM 5.2.29 adding what is there changes nothing, not the time either', async () => {
    const { id, ...made } = await user({ title: 'Countess', emails: [{ value: 'a@x.example', type: 'work' }] });
    const { id: groupId } = await group(id);
    const [before, beforeGroup] = [await read(`/Users/${id}`), await read(`/Groups/${groupId}`)];
    await setTimeout(5);
    for (const operation of [
      { op: 'add', path: 'title', value: 'Countess' },
      { op: 'add', path: 'emails', value: [{ value: 'a@x.example', type: 'work' }] },
      { op: 'add', path: 'emails', value: { type: 'work', value: 'a@x.example' } },
      { op: 'add', path: 'emails[type eq "work"].value', value: 'a@x.example' },
      { op: 'add', value: { name: { givenName: 'Ada' }, active: true, displayName: made.displayName } },
      { op: 'remove', path: 'nickName' },
      { op: 'remove', path: 'emails[type eq "home"]' },
    ]) {
      const { status, body } = await patch(`/Users/${id}`, operation);
      expect([operation, status, body]).toEqual([operation, 200, before]);
    }
    for (const operation of [
      { op: 'add', path: 'members', value: [{ value: id }] },
      { op: 'add', value: { members: [{ value: id }] } },
      { op: 'replace', path: 'members', value: [{ value: id }] },
      { op: 'remove', path: `members[value eq "${crypto.randomUUID()}"]` },
      { op: 'replace', path: 'displayName', value: beforeGroup.displayName },
    ]) {
      expect([operation, (await patch(`/Groups/${groupId}`, operation)).status]).toEqual([operation, 204]);
      expect([operation, await read(`/Groups/${groupId}`)]).toEqual([operation, beforeGroup]);
    }
  });

  it('SCIM 5.2.29 add appends without duplicates, and merges what is complex', async () => {
    const { id } = await user({ emails: [{ value: 'a@x.example', type: 'work' }] });
    const added = [{ value: 'a@x.example', type: 'work' }, { value: 'b@x.example' }];
    const { body } = await patch(
      `/Users/${id}`,
      { op: 'add', path: 'emails', value: added },
      { op: 'add', path: 'name', value: { middleName: 'King' } },
      { op: 'add', value: { name: { honorificPrefix: 'Lady' }, [URN.enterprise]: { division: 'X' } } },
      { op: 'add', path: URN.enterprise, value: { department: 'Y' } },
    );
    expect(body.emails).toEqual(added);
    expect(body.name).toEqual({
      givenName: 'Ada',
      familyName: 'Lovelace',
      middleName: 'King',
      honorificPrefix: 'Lady',
    });
    expect(body[URN.enterprise]).toEqual({ division: 'X', department: 'Y' });
  });

  it('SCIM 5.2.30 remove needs a path, and reaches nothing that is required or read-only', async () => {
    const { id } = await user({ title: 'Countess' });
    const { id: groupId } = await group(id);
    const [before, beforeGroup] = [await read(`/Users/${id}`), await read(`/Groups/${groupId}`)];
    expectScimError(await patch(`/Users/${id}`, { op: 'remove' }), 400, 'noTarget');
    expectScimError(await patch(`/Groups/${groupId}`, { op: 'remove', value: { members: [] } }), 400, 'noTarget');
    for (const path of ['userName', 'id', 'meta', 'groups', 'schemas', `${URN.user}:userName`])
      expectScimError(await patch(`/Users/${id}`, { op: 'remove', path }), 400, 'mutability');
    for (const path of ['displayName', 'id', 'meta.created'])
      expectScimError(await patch(`/Groups/${groupId}`, { op: 'remove', path }), 400, 'mutability');
    expect([await read(`/Users/${id}`), await read(`/Groups/${groupId}`)]).toEqual([before, beforeGroup]);
    const removed = await patch(
      `/Users/${id}`,
      { op: 'remove', path: 'emails' },
      { op: 'remove', path: 'name.givenName' },
    );
    expect([removed.body.emails, removed.body.name]).toEqual([undefined, { familyName: 'Lovelace' }]);
    expect((await patch(`/Groups/${groupId}`, { op: 'remove', path: 'members' })).status).toBe(204);
    expect(await membersOf(directory, groupId)).toEqual([]);
  });

  it('SCIM 5.2.31 replace without a filter replaces all values, with one the values that it meets', async () => {
    const emails = [
      { value: 'a@x.example', type: 'work', primary: true },
      { value: 'b@x.example', type: 'home' },
    ];
    const { id } = await user({ emails });
    const path = `/Users/${id}`;
    const one = await patch(path, {
      op: 'replace',
      path: 'emails[type eq "home"]',
      value: { value: 'c@x.example', type: 'home' },
    });
    expect(one.body.emails).toEqual([emails[0], { value: 'c@x.example', type: 'home' }]);
    const sub = await patch(path, { op: 'replace', path: 'emails[value ew "x.example"].display', value: 'mail' });
    expect(sub.body.emails).toEqual([
      { ...emails[0], display: 'mail' },
      { value: 'c@x.example', type: 'home', display: 'mail' },
    ]);
    const made = await patch(path, {
      op: 'replace',
      path: 'emails[type eq "other" and primary eq false].value',
      value: 'd@x.example',
    });
    expect(made.body.emails).toContainEqual({ value: 'd@x.example', type: 'other', primary: false });
    for (const filter of ['type ne "work" and type ne "home" and type ne "other"', 'value sw "nobody"', 'value gt "z"'])
      expectScimError(
        await patch(path, { op: 'replace', path: `emails[${filter}].value`, value: 'x' }),
        400,
        'noTarget',
      );
    const all = await patch(path, { op: 'replace', path: 'emails', value: [{ value: 'only@x.example' }] });
    expect(all.body.emails).toEqual([{ value: 'only@x.example' }]);
    expect((await patch(path, { op: 'replace', value: { emails: [] } })).body).not.toHaveProperty('emails');
  });

  it('SCIM 5.2.32 a new primary value takes it from the others of its attribute only', async () => {
    const phoneNumbers = [{ value: '1', type: 'work', primary: true }];
    const emails = [{ value: 'a@x.example', primary: true }, { value: 'b@x.example' }];
    const { id } = await user({ emails, phoneNumbers });
    const { body } = await patch(`/Users/${id}`, {
      op: 'replace',
      path: 'emails[value eq "b@x.example"].primary',
      value: true,
    });
    const primaries = body.emails.filter(({ primary }: { primary?: boolean }) => primary === true);
    expect(primaries).toEqual([{ value: 'b@x.example', primary: true }]);
    expect(body.phoneNumbers).toEqual(phoneNumbers);
    const added = await patch(`/Users/${id}`, {
      op: 'add',
      path: 'emails',
      value: [{ value: 'c@x.example', primary: true }],
    });
    expect(added.body.emails.filter(({ primary }: { primary?: boolean }) => primary === true)).toEqual([
      { value: 'c@x.example', primary: true },
    ]);
  });

  it('SCIM 5.2.33 says what is wrong: path, op, type or a read-only target', async () => {
    const { id } = await user();
    const { id: groupId } = await group(id);
    const [before, beforeGroup] = [await read(`/Users/${id}`), await read(`/Groups/${groupId}`)];
    const users: [object, string][] = [
      [{ op: 'replace', path: 'shoeSize', value: 9 }, 'invalidPath'],
      [{ op: 'replace', path: 'name.shoeSize', value: 9 }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[shoeSize eq "9"].value', value: 'x' }, 'invalidFilter'],
      [{ op: 'replace', path: 'userName[type eq "work"]', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'name..givenName', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: `${URN.enterprise}:shoeSize`, value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'members', value: [] }, 'invalidPath'],
      [{ op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
      [{ path: 'title', value: 'x' }, 'invalidSyntax'],
      [{ op: 7, path: 'title', value: 'x' }, 'invalidSyntax'],
      [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
      [{ op: 'replace', path: 'title', value: { a: 1 } }, 'invalidValue'],
      [{ op: 'replace', path: 'emails', value: ['a@x.example'] }, 'invalidValue'],
      [{ op: 'replace', path: 'name', value: 'Ada' }, 'invalidValue'],
      [{ op: 'add', path: 'title' }, 'invalidValue'],
      [{ op: 'add', value: 'x' }, 'invalidValue'],
      [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
      [{ op: 'add', path: 'meta.created', value: '2026-01-01T00:00:00Z' }, 'mutability'],
    ];
    const groups: [object, string][] = [
      [{ op: 'replace', path: 'shoeSize', value: 9 }, 'invalidPath'],
      [{ op: 'replace', path: 'userName', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'members[type eq', value: 'x' }, 'invalidPath'],
      [{ op: 'set', path: 'displayName', value: 'x' }, 'invalidSyntax'],
      [{ op: 'replace', path: 'displayName', value: 7 }, 'invalidValue'],
      [{ op: 'add', path: 'members', value: [{ display: 'Ada' }] }, 'invalidValue'],
      [{ op: 'add', path: 'members', value: 7 }, 'invalidValue'],
      [{ op: 'replace', path: 'members', value: [{ value: 7 }] }, 'invalidValue'],
      [{ op: 'replace', path: 'meta', value: {} }, 'mutability'],
    ];
    const cases = [
      ...users.map(([operation, type]) => [`/Users/${id}`, operation, type] as const),
      ...groups.map(([operation, type]) => [`/Groups/${groupId}`, operation, type] as const),
    ];
    for (const [path, operation, type] of cases) {
      const { status, body } = await patch(path, operation);
      expect([operation, status, body.scimType]).toEqual([operation, 400, type]);
    }
    for (const path of [`/Users/${id}`, `/Groups/${groupId}`]) {
      for (const body of [{}, { Operations: [] }, { Operations: {} }, { Operations: ['x'] }, { Operations: [null] }])
        expectScimError(await directory.scim(path, { method: 'PATCH', body }), 400, 'invalidSyntax');
    }
    expect([await read(`/Users/${id}`), await read(`/Groups/${groupId}`)]).toEqual([before, beforeGroup]);
  });

  it('SCIM 5.2.33 a userName or group name that is taken is 409, and nothing of the PATCH is done', async () => {
    const [taken, { id, ...rest }] = [await user(), await user()];
    const title = { op: 'add', path: 'title', value: 'x' };
    expectScimError(
      await patch(`/Users/${id}`, title, { op: 'replace', path: 'userName', value: taken.userName.toUpperCase() }),
      409,
      'uniqueness',
    );
    expect(await read(`/Users/${id}`)).toEqual({ id, ...rest });
    const [takenGroup, other] = [await group(), await group()];
    const { displayName } = takenGroup;
    const renaming = { op: 'replace', path: 'displayName', value: displayName.toUpperCase() };
    const adding = { op: 'add', path: 'members', value: [{ value: id }] };
    expectScimError(await patch(`/Groups/${other.id}`, adding, renaming), 409, 'uniqueness');
    expectScimError(await put(`/Groups/${other.id}`, groupBody(displayName)), 409, 'uniqueness');
    expect(await membersOf(directory, other.id)).toEqual([]);
    expect((await patch(`/Groups/${takenGroup.id}`, renaming)).status).toBe(204);
  });
});
