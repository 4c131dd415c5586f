import { beforeEach, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import { apiOf, membersOf, newDirectory, send, type TestDirectory } from '../../../support/clients.ts';
import { type OktaApp, type OktaPerson, oktaClient } from '../../../support/okta.ts';

const apps = ['oin', 'aiw'] as const satisfies readonly OktaApp[];

describe.each(apps)('an app of kind %s', (app) => {
  let service: TestService;
  let directory: TestDirectory;
  let okta: ReturnType<typeof oktaClient>;
  beforeEach(async () => {
    ({ service } = await sharedService());
    directory = await newDirectory(service);
    okta = oktaClient(directory, app);
  });

  const person = (n: number, more: Partial<OktaPerson> = {}): OktaPerson => ({
    userName: `plan${n}.${app}@corp.example`,
    externalId: `00uplan${n}`,
    ...more,
  });
  const people = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 1; n <= count; n += 1) ids.push((await okta.assign(person(n))).body.id);
    return ids;
  };
  const userById = async (id: string) => (await directory.scim(`/Users/${id}`)).body;
  const groupById = async (id: string) => (await directory.scim(`/Groups/${id}`)).body;

  it('OKTA-PLAN set-up: a wrong token is refused, a second one works beside the first and after it', async () => {
    await okta.testConnection();
    const wrong = await send(`${directory.base}/Users?startIndex=1&count=2`, { token: `${directory.token}x` });
    expect([wrong.status, wrong.body.status]).toEqual([401, '401']);
    const tokens = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    const { body: second } = await apiOf(service).post(tokens, { access: 'read_write', expiresInDays: 30 });
    await okta.testConnection();
    expect((await apiOf(service).delete(`${tokens}/${directory.tokenId}`)).status).toBe(204);
    expect((await directory.scim('/Users')).status).toBe(401);
    const rotated: TestDirectory = {
      ...directory,
      scim: (path, sending) => directory.scim(path, { ...sending, token: second.secret }),
    };
    await oktaClient(rotated, app).testConnection();
  });

  it('OKTA-PLAN assignment: a new person, and one with every attribute that is mapped', async () => {
    const plain = await okta.assign(person(1));
    expect([plain.status, plain.body.active, plain.body.externalId]).toEqual([201, true, '00uplan1']);
    const mapped = {
      name: { givenName: 'Ada', familyName: 'Lovelace', middleName: 'King', honorificPrefix: 'Lady' },
      nickName: 'Enchantress of Numbers',
      title: 'Countess',
      profileUrl: 'https://people.corp.example/ada',
      preferredLanguage: 'en-GB',
      timezone: 'Europe/London',
      userType: 'Employee',
      phoneNumbers: [{ value: '+44 20 7946 0000', type: 'work', primary: true }],
      addresses: [{ streetAddress: '12 St James’s Square', locality: 'London', country: 'GB', type: 'work' }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        employeeNumber: '1815',
        costCenter: '42',
        organization: 'Analytical',
        division: 'Engines',
        department: 'Mathematics',
      },
    };
    const { body } = await okta.assign(person(2, { mapped }));
    expect(await userById(body.id)).toMatchObject(mapped);
  });

  it('OKTA-PLAN assignment: a person who is there already is linked and updated, not made twice', async () => {
    const { body } = await okta.assign(person(1, { externalId: 'of the app' }));
    const linked = await okta.assign(person(1, { externalId: '00uplan1', given: 'Augusta' }));
    expect([linked.status, linked.body.id]).toEqual([200, body.id]);
    expect(linked.body).toMatchObject({ externalId: '00uplan1', name: { givenName: 'Augusta' } });
    expect(await okta.importAll('Users')).toHaveLength(1);
  });

  it('OKTA-PLAN assignment: two people with the same name and different userNames are two', async () => {
    const [one, two] = [await okta.assign(person(1)), await okta.assign(person(2))];
    expect(one.body.displayName).toBe(two.body.displayName);
    expect(one.body.id).not.toBe(two.body.id);
    expect(await okta.importAll('Users')).toHaveLength(2);
  });

  it('OKTA-PLAN update: changes of the profile arrive, and what is pushed empty is gone', async () => {
    const mapped = { nickName: 'Ada', title: 'Countess', phoneNumbers: [{ value: '1', type: 'work' }] };
    const { id } = (await okta.assign(person(1, { mapped }))).body;
    const changed = await okta.pushProfile(id, { title: 'Lady', displayName: 'A. Lovelace' });
    expect(changed.body).toMatchObject({ title: 'Lady', displayName: 'A. Lovelace', nickName: 'Ada' });
    await okta.pushProfile(id, { nickName: '', title: null, phoneNumbers: [] });
    const after = await userById(id);
    for (const key of ['nickName', 'title', 'phoneNumbers']) expect(after).not.toHaveProperty(key);
    expect(after.displayName).toBe('A. Lovelace');
  });

  it('OKTA-PLAN update: a changed userName keeps the id', async () => {
    const { id } = (await okta.assign(person(1))).body;
    await okta.pushProfile(id, { userName: `renamed.${app}@corp.example` });
    expect(await okta.match(`renamed.${app}@corp.example`)).toMatchObject({ id });
    expect(await okta.match(person(1).userName)).toBeUndefined();
  });

  it('OKTA-PLAN deactivate: the person can still be read and found, and keeps the groups', async () => {
    const [id = ''] = await people(1);
    const group = await okta.pushGroup('Plan', [id]);
    await okta.deactivate(id);
    expect(await okta.match(person(1).userName)).toMatchObject({ id, active: false });
    expect(await okta.importAll('Users')).toMatchObject([{ id, active: false }]);
    expect(await membersOf(directory, group)).toEqual([id]);
  });

  it('OKTA-PLAN reactivate: the same id, by an update and by a second assignment', async () => {
    const [id = ''] = await people(1);
    const group = await okta.pushGroup('Plan', [id]);
    await okta.deactivate(id);
    await okta.reactivate(id);
    expect(await userById(id)).toMatchObject({ active: true });
    await okta.deactivate(id);
    const again = await okta.assign(person(1));
    expect([again.body.id, again.body.active]).toEqual([id, true]);
    await okta.deactivate(id);
    const created = await okta.create(person(1));
    expect([created.body.id, created.body.active]).toEqual([id, true]);
    expect(await membersOf(directory, group)).toEqual([id]);
  });

  it('OKTA-PLAN password: set and changed, never shown, and nothing else changes', async () => {
    const [id = ''] = await people(1);
    const before = await userById(id);
    for (const password of ['F1rst-Passw0rd!', 'S3cond-Passw0rd!']) {
      const { text } = await okta.setPassword(id, password);
      expect(text).not.toContain(password);
      expect(await userById(id)).toEqual(before);
    }
  });

  it('OKTA-PLAN import: every person once, page by page, inactive ones too, with changes', async () => {
    const ids = await people(7);
    await okta.deactivate(`${ids[2]}`);
    await okta.pushProfile(`${ids[3]}`, { title: 'Changed' });
    const found = await okta.importAll('Users', 3);
    expect(found.map(({ id }) => id)).toEqual(ids);
    expect(found.map(({ active }) => active)).toEqual(ids.map((_, n) => n !== 2));
    expect(found[3]).toMatchObject({ title: 'Changed' });
  });

  it('OKTA-PLAN import: groups with their members', async () => {
    const ids = await people(2);
    const groups = [
      await okta.pushGroup('One', ids),
      await okta.pushGroup('Two', []),
      await okta.pushGroup('Three', []),
    ];
    const found = await okta.importAll('Groups', 2);
    expect(found.map(({ id }) => id)).toEqual(groups);
    const [first] = found as { members: { value: string }[] }[];
    expect(first?.members.map(({ value }) => value).toSorted()).toEqual(ids.toSorted());
  });

  it('OKTA-PLAN group push: create with members, and an empty group', async () => {
    const ids = await people(2);
    const [full, empty] = [await okta.pushGroup('Full', ids), await okta.pushGroup('Empty', [])];
    expect(await membersOf(directory, full)).toEqual(ids.toSorted());
    expect(await membersOf(directory, empty)).toEqual([]);
    expect(await groupById(empty)).toMatchObject({ displayName: 'Empty' });
  });

  it('OKTA-PLAN group push: link to a group that is there, with the new name and without', async () => {
    const ids = await people(3);
    const id = await okta.pushGroup('Of the app', ids.slice(0, 1));
    expect(await okta.findGroup('of the APP')).toMatchObject({ id });
    expect(await okta.findGroup('Of the app too')).toBeUndefined();
    await okta.pushNow(id, ids.slice(1));
    expect(await groupById(id)).toMatchObject({ displayName: 'Of the app' });
    await okta.renameGroup(id, 'Of Okta');
    expect(await groupById(id)).toMatchObject({ id, displayName: 'Of Okta' });
    expect(await membersOf(directory, id)).toEqual(ids.slice(1).toSorted());
  });

  it('OKTA-PLAN group push: push now sets everybody, or nobody', async () => {
    const ids = await people(3);
    const id = await okta.pushGroup('Now', ids.slice(0, 2));
    for (const members of [ids, ids.slice(2), []]) {
      await okta.pushNow(id, members);
      expect(await membersOf(directory, id)).toEqual(members.toSorted());
    }
  });

  it('OKTA-PLAN group push: members come and go', async () => {
    const [a = '', b = '', c = ''] = await people(3);
    const id = await okta.pushGroup('Change', [a, b]);
    if (app === 'aiw') await okta.putGroup(id, 'Change', [b, c]);
    else await okta.changeMembers(id, 'Change', { add: [c], remove: [a] });
    expect(await membersOf(directory, id)).toEqual([b, c].toSorted());
    const groupsOf = async (user: string) => (await userById(user)).groups?.length ?? 0;
    expect([await groupsOf(a), await groupsOf(b), await groupsOf(c)]).toEqual([0, 1, 1]);
  });

  it('OKTA-PLAN group push: a deactivated member stays, and is there after the reactivation', async () => {
    const [a = '', b = ''] = await people(2);
    const id = await okta.pushGroup('Sleeping', [a, b]);
    await okta.deactivate(a);
    await okta.pushNow(id, [a, b]);
    await okta.reactivate(a);
    expect(await membersOf(directory, id)).toEqual([a, b].toSorted());
  });

  it('OKTA-PLAN group push: unlink and delete takes the group and leaves the people', async () => {
    const ids = await people(2);
    const id = await okta.pushGroup('Gone', ids);
    await okta.deleteGroup(id);
    expect((await directory.scim(`/Groups/${id}`)).status).toBe(404);
    expect(await okta.findGroup('Gone')).toBeUndefined();
    expect(await okta.importAll('Groups')).toEqual([]);
    for (const user of await okta.importAll('Users')) expect(user).not.toHaveProperty('groups');
    expect(await okta.pushGroup('Gone', ids)).not.toBe(id);
  });

  it('OKTA-PLAN group push: unlinked and left, the group is found and linked again', async () => {
    const ids = await people(2);
    const id = await okta.pushGroup('Left', ids);
    expect(await okta.findGroup('Left')).toMatchObject({ id });
    await okta.pushNow(id, ids.slice(0, 1));
    expect(await membersOf(directory, id)).toEqual(ids.slice(0, 1));
  });

  it('OKTA-PLAN profile sourcing: who is deactivated in the app is imported as inactive, and stays', async () => {
    const [id = ''] = await people(1);
    const path = `/organizations/${directory.organizationId}/users/${id}/deactivate`;
    expect((await apiOf(service).post(path)).status).toBe(200);
    expect(await okta.importAll('Users')).toMatchObject([{ id, active: false }]);
    expect(await okta.match(person(1).userName)).toMatchObject({ id, active: false });
  });
});
