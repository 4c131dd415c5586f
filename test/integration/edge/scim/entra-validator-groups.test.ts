import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  idsOf,
  membersOf,
  newDirectory,
  type Reply,
  type TestDirectory,
} from '../../../support/clients.ts';
import { entraClient, entraDialects } from '../../../support/entra.ts';

const sorted = (...ids: string[]) => ids.toSorted();

describe.each(entraDialects)('dialect %s', (dialect) => {
  let directory: TestDirectory;
  let entra: ReturnType<typeof entraClient>;
  beforeAll(async () => {
    const { service } = await sharedService();
    directory = await newDirectory(service);
    entra = entraClient(directory, dialect);
  });

  let names = 0;
  const next = () => `${dialect}-${++names}`;
  const person = (name = next()) => ({ userName: `${name}@corp.example`, externalId: `object-${name}` });
  const user = async (): Promise<Reply['body']> => (await entra.createUser(person())).body;
  const group = async (): Promise<Reply['body']> => {
    const name = next();
    const made = await entra.createGroup(`Group ${name}`, `object-${name}`);
    expect(made.status).toBe(201);
    return made.body;
  };
  const readGroup = async (id: string) => (await entra.readGroup(id)).body;
  const expectTaken = ({ status }: Reply) => expect([200, 204]).toContain(status);

  describe('groups', () => {
    it('MS create group', async () => {
      const name = next();
      const { status, body, headers } = await entra.createGroup(`Group ${name}`, `object-${name}`);
      expect([status, headers.get('location')]).toEqual([201, `${directory.base}/Groups/${body.id}`]);
      expect(body).toMatchObject({ displayName: `Group ${name}`, externalId: `object-${name}` });
    });

    it('MS duplicate group', async () => {
      const { displayName } = await group();
      for (const taken of [displayName, displayName.toUpperCase()])
        expectScimError(await entra.createGroup(taken, next()), 409, 'uniqueness');
    });

    it('MS get group excluding members', async () => {
      const { id } = await group();
      expectTaken(await entra.addMember(id, (await user()).id));
      expect((await directory.scim(`/Groups/${id}`)).body.members).toHaveLength(1);
      const { status, body } = await entra.readGroup(id);
      expect([status, body.id, 'members' in body]).toEqual([200, id, false]);
    });

    it('MS delete group', async () => {
      const { id, externalId } = await group();
      expect((await entra.deleteGroup(id)).status).toBe(204);
      expectScimError(await entra.readGroup(id), 404);
      expect((await entra.matchGroup('externalId', externalId)).body.totalResults).toBe(0);
    });

    it('MS filter group by externalId, with members and without', async () => {
      const { id, externalId } = await group();
      expectTaken(await entra.addMember(id, (await user()).id));
      const without = await entra.matchGroup('externalId', externalId);
      expect([idsOf(without), 'members' in without.body.Resources[0]]).toEqual([[id], false]);
      const filter = encodeURIComponent(`externalId eq "${externalId}"`);
      const { body } = await directory.scim(`/Groups?filter=${filter}`);
      expect(body.Resources[0].members).toHaveLength(1);
    });

    it('MS filter missing group', async () => {
      for (const attribute of ['displayName', 'externalId']) {
        const { status, body } = await entra.matchGroup(attribute, crypto.randomUUID());
        expect([status, body.totalResults]).toEqual([200, 0]);
      }
    });

    it('MS filter group by externalId in exact case and in wrong case', async () => {
      const { id, externalId, displayName } = await group();
      expect(idsOf(await entra.matchGroup('externalId', externalId))).toEqual([id]);
      expect((await entra.matchGroup('externalId', externalId.toUpperCase())).body.totalResults).toBe(0);
      expect(idsOf(await entra.matchGroup('displayName', displayName.toUpperCase()))).toEqual([id]);
    });

    it('MS PATCH group displayName', async () => {
      const { id, displayName } = await group();
      const reply = await entra.updateGroup(id, 'displayName', `${displayName} renamed`);
      expect([reply.status, reply.text]).toEqual([204, '']);
      expect((await readGroup(id)).displayName).toBe(`${displayName} renamed`);
      const { displayName: taken } = await group();
      expectScimError(await entra.updateGroup(id, 'displayName', taken), 409, 'uniqueness');
    });

    it('MS PATCH group externalId', async () => {
      const { id } = await group();
      const externalId = next();
      expect((await entra.updateGroup(id, 'externalId', externalId)).status).toBe(204);
      expect((await readGroup(id)).externalId).toBe(externalId);
      expect(idsOf(await entra.matchGroup('externalId', externalId))).toEqual([id]);
    });

    it('MS add member, remove member', async () => {
      const [{ id }, one, two] = [await group(), await user(), await user()];
      for (const { id: member } of [one, two, two]) {
        const { status, text } = await entra.addMember(id, member);
        expect([status, text]).toEqual([204, '']);
      }
      expect(await membersOf(directory, id)).toEqual(sorted(one.id, two.id));
      for (const _ of [1, 2]) expect((await entra.removeMember(id, one.id)).status).toBe(204);
      expect(await membersOf(directory, id)).toEqual([two.id]);
    });

    it('MS add and remove member in one PATCH', async () => {
      const [{ id }, out, into] = [await group(), await user(), await user()];
      expectTaken(await entra.addMember(id, out.id));
      expectTaken(await entra.exchangeMembers(id, { add: into.id, remove: out.id }));
      expect(await membersOf(directory, id)).toEqual([into.id]);
      // What is put in and taken out again by a later operation is not in.
      expectTaken(await entra.exchangeMembers(id, { add: out.id, remove: out.id }));
      expect(await membersOf(directory, id)).toEqual([into.id]);
    });

    it('MS delete missing group, delete group twice', async () => {
      expectScimError(await entra.deleteGroup(crypto.randomUUID()), 404);
      const { id } = await group();
      expect([(await entra.deleteGroup(id)).status, (await entra.deleteGroup(id)).status]).toEqual([204, 404]);
    });

    it('MS PATCH group with several operations on different attributes', async () => {
      const [{ id, displayName }, one] = [await group(), await user()];
      const reply = await entra.patchGroup(
        id,
        { op: 'Replace', path: 'displayName', value: `${displayName} both` },
        { op: 'Replace', path: 'externalId', value: 'both' },
        { op: 'Add', path: 'members', value: [{ value: one.id }] },
      );
      expect(reply.status).toBe(204);
      expect(await readGroup(id)).toMatchObject({ displayName: `${displayName} both`, externalId: 'both' });
      expect(await membersOf(directory, id)).toEqual([one.id]);
    });

    it('MS PATCH group with several operations on the same attribute', async () => {
      const [{ id }, one, two, three] = [await group(), await user(), await user(), await user()];
      expectTaken(await entra.addMember(id, one.id));
      const reply = await entra.patchGroup(
        id,
        { op: 'Remove', path: 'members', value: [{ value: one.id }] },
        { op: 'Add', path: 'members', value: [{ value: two.id }] },
        { op: 'Replace', path: 'members', value: [{ value: three.id }, { value: one.id }] },
      );
      expect(reply.status).toBe(204);
      expect(await membersOf(directory, id)).toEqual(sorted(one.id, three.id));
    });
  });
});
