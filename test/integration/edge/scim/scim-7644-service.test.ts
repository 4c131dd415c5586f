import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
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
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `service${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const group = (...members: string[]) => newGroup(directory, `Service ${++names}`, members);
const read = async (path: string) => (await directory.scim(path)).body;
const post = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'POST', body });
const rename = (displayName: string) => patchOf({ op: 'replace', path: 'displayName', value: displayName });

describe('RFC 7644 §3.7 Bulk and §4 discovery', () => {
  it('SCIM 5.2.40 Bulk makes a user and a group with that user in it, and one bad operation undoes no other', async () => {
    const reply = await post('/Bulk', {
      schemas: [URN.bulkRequest],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'ada', data: userBody('bulk@corp.example') },
        { method: 'DELETE', path: '/Users/nobody' },
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'g',
          data: groupBody('Bulk', { members: [{ value: 'bulkId:ada' }] }),
        },
      ],
    });
    expect([reply.status, reply.body.schemas]).toEqual([200, [URN.bulkResponse]]);
    const [made, failed, grouped] = reply.body.Operations;
    expect([made.status, failed.status, grouped.status]).toEqual(['201', '404', '201']);
    expect([made.bulkId, grouped.bulkId, failed.response.status]).toEqual(['ada', 'g', '404']);
    const { body } = await send(made.location, { token: directory.token });
    expect(body.userName).toBe('bulk@corp.example');
    expect(body.groups).toMatchObject([{ display: 'Bulk', $ref: grouped.location }]);
  });

  it('SCIM 5.2.41 schemas and resource types are found by name, cannot be filtered or written', async () => {
    for (const [path, ids] of [
      ['/Schemas', [URN.user, URN.enterprise, URN.group]],
      ['/ResourceTypes', ['User', 'Group']],
    ] as const) {
      const list = await directory.scim(path);
      expect([idsOf(list).toSorted(), list.body.totalResults]).toEqual([[...ids].toSorted(), ids.length]);
      for (const listed of list.body.Resources) {
        expect(listed.meta.location).toBe(`${directory.base}${path}/${listed.id}`);
        expect(await read(`${path}/${listed.id}`)).toEqual(listed);
      }
      expectScimError(await directory.scim(`${path}/nothing`), 404);
      expectScimError(await directory.scim(`${path}?filter=${encodeURIComponent('id eq "x"')}`), 403);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expectScimError(await directory.scim(path, { method, ...(method === 'DELETE' ? {} : { body: {} }) }), 405);
      expectScimError(await directory.scim(`${path}/${ids[0]}`, { method: 'DELETE' }), 405);
    }
    expectScimError(await directory.scim('/ServiceProviderConfig?filter=x'), 403);
    expectScimError(await directory.scim('/ServiceProviderConfig', { method: 'DELETE' }), 405);
  });
});

describe('RFC 7644 §6 and §7', () => {
  it('SCIM 5.2.42 what is another organization’s, or another directory’s, is 404 everywhere', async () => {
    for (const other of [await newDirectory(service), await newDirectory(service, directory.organizationId)]) {
      const theirs = await newUser(other, newName(), { externalId: 'theirs' });
      const theirGroup = await newGroup(other, 'Theirs', [theirs.id]);
      const ours = await user();
      const ourGroup = await group(ours.id);
      const before = [await read(`/Users/${ours.id}`), await read(`/Groups/${ourGroup.id}`)];
      for (const [path, body] of [
        [`/Users/${theirs.id}`, userBody(newName())],
        [`/Groups/${theirGroup.id}`, groupBody('Stolen')],
      ] as const) {
        for (const sending of [{}, { method: 'PUT', body }, rename('Stolen'), { method: 'DELETE' }])
          expectScimError(await directory.scim(path, sending), 404);
        const tagged = { ...rename('Stolen'), headers: { 'if-match': '*' } };
        expect([404, 412]).toContain((await directory.scim(path, tagged)).status);
      }
      for (const value of [theirs.id, theirGroup.id]) {
        const members = [{ value }];
        for (const reply of [
          await post('/Groups', groupBody(`Foreign ${newName()}`, { members })),
          await directory.scim(`/Groups/${ourGroup.id}`, {
            method: 'PUT',
            body: groupBody(ourGroup.displayName, { members }),
          }),
          await directory.scim(`/Groups/${ourGroup.id}`, patchOf({ op: 'add', path: 'members', value: members })),
          await directory.scim(`/Groups/${ourGroup.id}`, patchOf({ op: 'replace', value: { members } })),
        ]) {
          expectScimError(reply, 404);
          expect(reply.body.detail).toContain(value);
        }
      }
      const manager = { [URN.enterprise]: { manager: { value: theirs.id } } };
      expectScimError(await post('/Users', userBody(newName(), manager)), 404);
      expectScimError(await directory.scim(`/Users/${ours.id}`, patchOf({ op: 'add', value: manager })), 404);
      expectScimError(
        await directory.scim(`/Users/${ours.id}`, { method: 'PUT', body: userBody(ours.userName, manager) }),
        404,
      );
      const bulk = await post('/Bulk', {
        schemas: [URN.bulkRequest],
        Operations: [
          { method: 'DELETE', path: `/Users/${theirs.id}` },
          { method: 'DELETE', path: `/Groups/${theirGroup.id}` },
        ],
      });
      expect(bulk.body.Operations.map(({ status }: { status: string }) => status)).toEqual(['404', '404']);
      for (const [type, filter] of [
        ['Users', `id eq "${theirs.id}"`],
        ['Users', `userName eq "${theirs.userName}"`],
        ['Users', 'externalId eq "theirs"'],
        ['Users', `groups.value eq "${theirGroup.id}"`],
        ['Groups', `id eq "${theirGroup.id}"`],
        ['Groups', 'displayName eq "Theirs"'],
        ['Groups', `members.value eq "${theirs.id}"`],
      ] as const)
        expect([filter, (await find(directory, type, filter)).body.totalResults]).toEqual([filter, 0]);
      const searched = await post('/.search', {
        schemas: [URN.search],
        filter: `id eq "${theirs.id}" or id eq "${theirGroup.id}"`,
      });
      expect(searched.body.totalResults).toBe(0);
      expect([await read(`/Users/${ours.id}`), await read(`/Groups/${ourGroup.id}`)]).toEqual(before);
      expect((await other.scim(`/Groups/${theirGroup.id}`)).body).toEqual(theirGroup);
    }
  });

  it('SCIM 5.2.43 what is searched for is in no log, in the address or in the body', async () => {
    const secret = 'secret.person.43@corp.example';
    await newUser(directory, secret);
    expect((await find(directory, 'Users', `userName eq "${secret}"`)).body.totalResults).toBe(1);
    await post('/Users/.search', { schemas: [URN.search], filter: `userName eq "${secret}"` });
    await directory.scim(`/Users/${encodeURIComponent(secret)}`);
    expect(service.log.join('\n')).not.toContain('secret.person.43');
  });
});
