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
  type Sending,
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';
import { oktaClient, oktaUser } from '../../../support/okta.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `okta${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const users = async (count: number): Promise<string[]> => {
  const made = await Promise.all(Array.from({ length: count }, () => user()));
  return made.map(({ id }) => id);
};
const read = async (path: string) => (await directory.scim(path)).body;

describe('annex A, Okta', () => {
  it('F1 PATCH without a path deactivates and reactivates, and leaves the rest as it is', async () => {
    const before = await user({ title: 'Countess', externalId: '00uF1' });
    for (const active of [false, true]) {
      const reply = await directory.scim(`/Users/${before.id}`, patchOf({ op: 'replace', value: { active } }));
      expect([200, 204]).toContain(reply.status);
      const after = await read(`/Users/${before.id}`);
      expect(after).toEqual({ ...before, active, meta: after.meta });
    }
  });

  it('F2 PUT of the fetched object with active false keeps id and groups', async () => {
    const { id } = await user({ nickName: 'Ada' });
    const group = await newGroup(directory, 'F2', [id]);
    const fetched = await read(`/Users/${id}`);
    expect(fetched.groups).toEqual([
      { value: group.id, $ref: `${directory.base}/Groups/${group.id}`, display: 'F2', type: 'direct' },
    ]);
    const reply = await directory.scim(`/Users/${id}`, { method: 'PUT', body: { ...fetched, active: false } });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ ...fetched, active: false, meta: reply.body.meta });
    expect(reply.body.meta.created).toBe(fetched.meta.created);
    expect(await read(`/Users/${id}`)).toEqual(reply.body);
    expect(await membersOf(directory, group.id)).toEqual([id]);
  });

  it('F2 PUT with other groups or another id changes neither', async () => {
    const { id } = await user();
    const [mine, other] = [await newGroup(directory, 'F2 mine', [id]), await newGroup(directory, 'F2 other')];
    const fetched = await read(`/Users/${id}`);
    const body = { ...fetched, id: crypto.randomUUID(), groups: [{ value: other.id, display: 'F2 other' }] };
    const reply = await directory.scim(`/Users/${id}`, { method: 'PUT', body });
    expect([reply.status, reply.body.id, reply.body.groups]).toEqual([200, id, fetched.groups]);
    expect(await membersOf(directory, mine.id)).toEqual([id]);
    expect(await membersOf(directory, other.id)).toEqual([]);
  });

  it('F3 a rename with the group’s own id in the value keeps the members', async () => {
    const ids = await users(2);
    const group = await newGroup(directory, 'F3', ids);
    const rename = (id: string) =>
      directory.scim(`/Groups/${group.id}`, patchOf({ op: 'replace', value: { id, displayName: 'F3 renamed' } }));
    expect((await rename(group.id)).status).toBe(204);
    const after = await read(`/Groups/${group.id}`);
    expect([after.id, after.displayName]).toEqual([group.id, 'F3 renamed']);
    expect(await membersOf(directory, group.id)).toEqual(ids.toSorted());
    expectScimError(await rename(crypto.randomUUID()), 400, 'mutability');
  });

  it('F4 one PATCH takes one member out and another in, and the rest stays', async () => {
    const [out, into, ...rest] = await users(4);
    const group = await newGroup(directory, 'F4', [`${out}`, ...rest]);
    const reply = await directory.scim(
      `/Groups/${group.id}`,
      patchOf(
        { op: 'remove', path: `members[value eq "${out}"]` },
        { op: 'add', path: 'members', value: [{ value: into, display: 'x' }] },
      ),
    );
    expect(reply.status).toBe(204);
    expect(await membersOf(directory, group.id)).toEqual([`${into}`, ...rest].toSorted());
    const { members } = await read(`/Groups/${group.id}`);
    expect(members).toContainEqual({ value: into, $ref: `${directory.base}/Users/${into}`, type: 'User' });
  });

  it('F5 replacing the members with nobody empties the group, with somebody sets exactly them', async () => {
    const ids = await users(3);
    const group = await newGroup(directory, 'F5', ids.slice(0, 2));
    const push = (members: string[]) =>
      directory.scim(
        `/Groups/${group.id}`,
        patchOf({ op: 'replace', path: 'members', value: members.map((value) => ({ value })) }),
      );
    for (const members of [ids.slice(1), [], ids, []]) {
      expect((await push(members)).status).toBe(204);
      expect(await membersOf(directory, group.id)).toEqual(members.toSorted());
    }
    expect(await read(`/Groups/${group.id}`)).not.toHaveProperty('members');
  });

  it('F6 PUT of a group sets exactly its members, whose display is null', async () => {
    const ids = await users(4);
    const group = await newGroup(directory, 'F6', ids.slice(0, 3));
    const put = (members: unknown) =>
      directory.scim(`/Groups/${group.id}`, { method: 'PUT', body: groupBody('F6 put', { members }) });
    const reply = await put(ids.slice(2).map((value) => ({ value, display: null })));
    expect([reply.status, reply.body.id, reply.body.displayName]).toEqual([200, group.id, 'F6 put']);
    expect(await membersOf(directory, group.id)).toEqual(ids.slice(2).toSorted());
    expect((await put([])).status).toBe(200);
    expect(await membersOf(directory, group.id)).toEqual([]);
  });

  it('F7 create with password, groups and locale is 201 and shows no password', async () => {
    const person = oktaUser({ userName: newName(), externalId: '00uF7' });
    const reply = await directory.scim('/Users', { method: 'POST', body: person });
    expect([reply.status, reply.body.locale, reply.body.externalId]).toEqual([201, 'en-US', '00uF7']);
    const again = await directory.scim(`/Users/${reply.body.id}?attributes=password,userName`);
    for (const { text } of [reply, again]) expect(text).not.toMatch(/passw/i);
  });

  it('F8 a second POST after deactivation adopts: 201, same id, active, memberships kept, new profile', async () => {
    const person = { userName: newName(), externalId: '00uF8' };
    const okta = oktaClient(directory);
    const { body: first } = await okta.create(person);
    const group = await newGroup(directory, 'F8', [first.id]);
    await okta.deactivate(first.id);
    const again = await okta.create({ ...person, given: 'Augusta', mapped: { title: 'Countess' } });
    expect([again.status, again.body.id, again.body.active]).toEqual([201, first.id, true]);
    expect(again.headers.get('location')).toBe(`${directory.base}/Users/${first.id}`);
    expect(again.body).toMatchObject({ name: { givenName: 'Augusta' }, title: 'Countess' });
    expect(again.body.meta.created).toBe(first.meta.created);
    expect(await membersOf(directory, group.id)).toEqual([first.id]);
    expect(await read(`/Users/${first.id}`)).toEqual(again.body);
    expect(idsOf(await find(directory, 'Users', `userName eq "${person.userName}"`))).toEqual([first.id]);
  });
});

describe('F8 whom a POST meets', () => {
  const inactive = async (more: object = {}) => {
    const made = await user(more);
    await directory.scim(`/Users/${made.id}`, patchOf({ op: 'replace', value: { active: false } }));
    return made;
  };
  const post = (body: object, at = directory): Promise<Reply> => at.scim('/Users', { method: 'POST', body });

  it('F8 an inactive user is found by externalId before userName, and then has the new name', async () => {
    const { id, userName } = await inactive({ externalId: 'adopt-1' });
    const renamed = await post(userBody(`new-${userName}`, { externalId: 'adopt-1' }));
    expect([renamed.status, renamed.body.id, renamed.body.userName]).toEqual([201, id, `new-${userName}`]);
  });

  it('F8 an inactive user is found by userName whatever its case, and gets the externalId', async () => {
    const { id, userName } = await inactive();
    const reply = await post(userBody(userName.toUpperCase(), { externalId: 'adopt-2' }));
    expect([reply.status, reply.body.id, reply.body.externalId]).toEqual([201, id, 'adopt-2']);
  });

  it('F8 who is adopted with active false stays inactive', async () => {
    const { id, userName } = await inactive();
    const reply = await post(userBody(userName, { active: false }));
    expect([reply.status, reply.body.id, reply.body.active]).toEqual([201, id, false]);
  });

  it('F8 20 parallel POSTs of an inactive person adopt once: one 201, and 19 times 409', async () => {
    const { id, userName } = await inactive();
    const replies = await Promise.all(Array.from({ length: 20 }, () => post(userBody(userName))));
    const statuses = replies.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(replies.find(({ status }) => status === 201)?.body.id).toBe(id);
    expect(idsOf(await find(directory, 'Users', `userName eq "${userName}"`))).toEqual([id]);
  });

  it('F8 two different people, one by externalId and one by userName, are 409 and stay as they were', async () => {
    const [one, two] = [await inactive({ externalId: 'adopt-3' }), await inactive({ externalId: 'adopt-4' })];
    const reply = await post(userBody(two.userName, { externalId: 'adopt-3' }));
    expectScimError(reply, 409, 'uniqueness');
    for (const named of ['externalId', 'userName', one.id, two.id]) expect(reply.body.detail).toContain(named);
    for (const { id, userName, externalId } of [one, two])
      expect(await read(`/Users/${id}`)).toMatchObject({ userName, externalId, active: false });
  });

  it('F8 an active user is never adopted: 409 that says which attribute is taken', async () => {
    const { userName, id } = await user({ externalId: 'adopt-5' });
    const byName = await post(userBody(userName));
    expectScimError(byName, 409, 'uniqueness');
    expect(byName.body.detail).toMatch(/userName/);
    const byExternalId = await post(userBody(newName(), { externalId: 'adopt-5' }));
    expectScimError(byExternalId, 409, 'uniqueness');
    expect(byExternalId.body.detail).toMatch(/externalId/);
    expect(await read(`/Users/${id}`)).toMatchObject({ userName, externalId: 'adopt-5' });
  });

  it('F8 an inactive user whose name an active one of the same directory has by externalId is not adopted', async () => {
    const sleeping = await inactive();
    await user({ externalId: 'adopt-6' });
    expectScimError(await post(userBody(sleeping.userName, { externalId: 'adopt-6' })), 409, 'uniqueness');
    expect(await read(`/Users/${sleeping.id}`)).toEqual({ ...sleeping, active: false, meta: expect.anything() });
  });

  it('F8 a user of another directory is never adopted: 409 names that directory and the way out', async () => {
    const { service } = await sharedService();
    const sibling = await newDirectory(service, directory.organizationId);
    const theirs = await newUser(sibling, newName(), { externalId: 'adopt-7' });
    await sibling.scim(`/Users/${theirs.id}`, patchOf({ op: 'replace', value: { active: false } }));
    const reply = await post(userBody(theirs.userName));
    expectScimError(reply, 409, 'uniqueness');
    expect(reply.body.detail).toMatch(/director/i);
    expect(reply.body.detail).toMatch(/Okta/);
    expect(reply.body.detail.length).toBeGreaterThan(60);
    const free = await post(userBody(newName(), { externalId: 'adopt-7' }));
    expect(free.status).toBe(201);
  });
});

describe('OKTA-SPEC', () => {
  let spec: TestDirectory;
  beforeAll(async () => {
    const { service } = await sharedService();
    spec = await newDirectory(service);
    await newUser(spec, 'there.already@spec.example');
  });

  const HEADERS = {
    'accept-charset': 'utf-8',
    'content-type': 'application/scim+json; charset=utf-8',
    accept: 'application/scim+json',
    'user-agent': 'OKTA SCIM Integration',
  };
  const get = (path: string, sending: Sending = {}) => spec.scim(path, { headers: HEADERS, ...sending });
  const post = (body: object) =>
    spec.scim('/Users', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/scim+json; charset=utf-8' },
    });
  const filled = expect.stringMatching(/./);
  const person = {
    id: filled,
    name: { familyName: filled, givenName: filled },
    userName: filled,
    active: expect.any(Boolean),
    emails: [{ value: filled }],
  };
  const byName = (userName: string) => get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);

  it('OKTA-R1 the first page has a user with all that Okta shows, and three numbers', async () => {
    const { status, body } = await get('/Users?count=1&startIndex=1');
    expect([status, body.schemas]).toEqual([200, [URN.list]]);
    expect([body.itemsPerPage, body.startIndex, typeof body.totalResults]).toEqual([1, 1, 'number']);
    expect(body.Resources[0]).toMatchObject(person);
  });

  it('OKTA-R2 the same user by id', async () => {
    const [listed] = (await get('/Users?count=1&startIndex=1')).body.Resources;
    const { status, body } = await get(`/Users/${listed.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...person, id: listed.id });
  });

  it('OKTA-R3 OKTA-R5 an unknown userName, encoded or not, is 200 with totalResults 0', async () => {
    for (const reply of [
      await byName('nobody@spec.example'),
      await get('/Users?filter=userName eq "nobody@spec.example"'),
      await get('/Users?filter=userName+eq+"nobody@spec.example"'),
    ]) {
      expect([reply.status, reply.body.totalResults, reply.body.schemas]).toEqual([200, 0, [URN.list]]);
    }
  });

  it('OKTA-R4 OKTA-R12 an unknown id, numeric or not, is a SCIM 404', async () => {
    for (const id of ['00u-unknown', '12345678', crypto.randomUUID()]) expectScimError(await get(`/Users/${id}`), 404);
  });

  it('OKTA-R6 OKTA-R7 OKTA-R8 OKTA-R9 create, read back, create again, find in capitals', async () => {
    const wanted = userBody('Runscope.Person@spec.example');
    const made = await post(wanted);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...wanted, id: filled });
    const back = await get(`/Users/${made.body.id}`);
    expect([back.status, back.body]).toEqual([200, made.body]);
    expectScimError(await post(wanted), 409, 'uniqueness');
    expect(idsOf(await byName('RUNSCOPE.PERSON@SPEC.EXAMPLE'))).toEqual([made.body.id]);
  });

  it('OKTA-R10 GET /Groups is 200', async () => {
    const { status, body } = await get('/Groups');
    expect([status, body.schemas, body.totalResults]).toEqual([200, [URN.list], 0]);
  });

  it('OKTA-R11 a wrong token is 401 with a SCIM Error', async () => {
    for (const path of ['/Users?filter=userName eq "x"', '/Groups', '/Users/x'])
      expectScimError(await send(`${spec.base}${path}`, { headers: { ...HEADERS, authorization: 'wrong' } }), 401);
  });
});
