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
const newName = () => `write${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const group = (...members: string[]) => newGroup(directory, `Write ${++names}`, members);
const read = async (path: string) => (await directory.scim(path)).body;
const patch = (path: string, ...operations: object[]): Promise<Reply> => directory.scim(path, patchOf(...operations));
const put = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'PUT', body });

describe('RFC 7644 §3.5.1 PUT', () => {
  it('SCIM 5.2.26 PUT of a user clears what is left out except active, ignores what is read-only, never creates', async () => {
    const { id, userName, meta } = await user({
      externalId: 'put-26',
      title: 'Countess',
      active: false,
      [URN.enterprise]: { department: 'X' },
    });
    const body = { userName, id: 'other', meta: { created: 'x' }, groups: [{ value: 'x' }], displayName: 'Ada' };
    const reply = await put(`/Users/${id}`, body);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      schemas: [URN.user],
      id,
      userName,
      displayName: 'Ada',
      active: false,
      meta: { ...meta, lastModified: expect.anything(), version: expect.anything() },
    });
    const unknown = crypto.randomUUID();
    expectScimError(await put(`/Users/${unknown}`, userBody(newName())), 404);
    expectScimError(await directory.scim(`/Users/${unknown}`), 404);
  });

  it('SCIM 5.2.26 PUT of a group replaces name, externalId and members, and never creates', async () => {
    const [a, b] = [await user(), await user()];
    const { id, meta } = await group(a.id);
    const wanted = { externalId: 'put-26-group', members: [{ value: b.id }] };
    const reply = await put(`/Groups/${id}`, groupBody('Put', { ...wanted, id: 'other', meta: {} }));
    expect([reply.status, reply.body.id, reply.body.meta.created]).toEqual([200, id, meta.created]);
    expect(reply.body).toMatchObject({ displayName: 'Put', ...wanted });
    expect(reply.body.members).toEqual([{ value: b.id, $ref: `${directory.base}/Users/${b.id}`, type: 'User' }]);
    const less = await put(`/Groups/${id}`, groupBody('Put'));
    for (const key of ['externalId', 'members']) expect(less.body).not.toHaveProperty(key);
    expect(await membersOf(directory, id)).toEqual([]);
    expectScimError(await put(`/Groups/${crypto.randomUUID()}`, groupBody('Nobody’s')), 404);
    expect((await find(directory, 'Groups', 'displayName eq "Nobody’s"')).body.totalResults).toBe(0);
  });

  it('SCIM 5.2.26 a PUT with a member who is not here, or that is no member, changes nothing', async () => {
    const { id: member } = await user();
    const { id, displayName } = await group(member);
    const unknown = crypto.randomUUID();
    const reply = await put(
      `/Groups/${id}`,
      groupBody('Changed', { members: [{ value: member }, { value: unknown }] }),
    );
    expectScimError(reply, 404);
    expect(reply.body.detail).toContain(unknown);
    for (const members of [[{ display: 'Ada' }], [7], 7, [{ value: 7 }], [{ value: { id: member } }], [[member]]])
      expect([members, (await put(`/Groups/${id}`, groupBody('Changed', { members }))).status]).toEqual([members, 400]);
    expect([(await read(`/Groups/${id}`)).displayName, await membersOf(directory, id)]).toEqual([
      displayName,
      [member],
    ]);
  });

  it('SCIM 5.2.26 the value of a member is immutable', async () => {
    const [a, b] = [await user(), await user()];
    const { id } = await group(a.id);
    for (const [sub, value] of [
      ['value', b.id],
      ['$ref', 'x'],
      ['type', 'Group'],
    ]) {
      const operation = { op: 'replace', path: `members[value eq "${a.id}"].${sub}`, value };
      expect([sub, (await patch(`/Groups/${id}`, operation)).status]).toEqual([sub, 400]);
    }
    for (const op of ['add', 'replace']) {
      const operation = { op, path: `members[value eq "${a.id}"]`, value: { value: b.id } };
      expect([op, (await patch(`/Groups/${id}`, operation)).status]).toEqual([op, 400]);
    }
    expect(await membersOf(directory, id)).toEqual([a.id]);
  });
});

describe('RFC 7644 §3.6 DELETE', () => {
  it('SCIM 5.2.34 what is deleted is 404 on every verb, found nowhere, and its name is free', async () => {
    const made = await user({ externalId: 'gone' });
    const holder = await group(made.id);
    const inner = await group();
    const outer = await group(inner.id, made.id);
    for (const [type, resource] of [
      ['Users', made],
      ['Groups', inner],
    ] as const) {
      const path = `/${type}/${resource.id}`;
      const reply = await directory.scim(path, { method: 'DELETE' });
      expect([type, reply.status, reply.text]).toEqual([type, 204, '']);
      const rename = patchOf({ op: 'replace', path: 'displayName', value: 'x' });
      for (const sending of [{}, { method: 'DELETE' }, { method: 'PUT', body: resource }, rename])
        expectScimError(await directory.scim(path, sending), 404);
      expect(idsOf(await find(directory, type, `id eq "${resource.id}"`))).toEqual([]);
    }
    expect(await membersOf(directory, holder.id)).toEqual([]);
    expect(await membersOf(directory, outer.id)).toEqual([]);
    expectScimError(
      await patch(`/Groups/${holder.id}`, { op: 'add', path: 'members', value: [{ value: made.id }] }),
      404,
    );
    const again = await newUser(directory, made.userName, { externalId: 'gone' });
    expect(again.id).not.toBe(made.id);
    expect((await newGroup(directory, inner.displayName)).id).not.toBe(inner.id);
  });
});
