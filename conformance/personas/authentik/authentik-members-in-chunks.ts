import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, pathOf } from '../client.ts';

export const authentikMembersInChunks: Case = {
  id: 'authentik-members-in-chunks',
  title: 'Members come and go in several PATCHes with one operation for each, and none is lost',
  source: 'authentik, SCIM provider, issue 20410',
  law: 'authentik sends an operation for each member, as many in a request as bulk.maxOperations says, and takes members out with a list in value.',
  fix: 'Carry out all operations of a PATCH, add to those who are in the group already, and let a remove with a value take out those whom it names.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup }) {
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push((await createUser()).id);
    const { id } = await createGroup();
    const change = async (op: 'add' | 'remove', some: readonly string[]): Promise<void> => {
      const operations = some.map((value) => ({ op, path: 'members', value: [{ value }] }));
      checkStatus(await scim.patch(pathOf('Groups', id), patchOf(...operations)), 200, 204);
    };
    await change('add', ids.slice(0, 3));
    await change('add', ids.slice(3));
    await checkMembers(scim, id, ids);
    await change('remove', ids.slice(0, 2));
    await checkMembers(scim, id, ids.slice(2));
  },
};
