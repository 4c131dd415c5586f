import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, pathOf, quoted } from '../client.ts';

// How it takes members out is not documented: in the form of the RFC.
export const pingGroupMembers: Case = {
  id: 'ping-group-members',
  title: 'One PATCH brings members into a group and takes another out',
  source: 'Ping Identity, "SCIM provisioning features"; RFC 7644 §3.5.2',
  law: 'Ping changes the members of a group by PATCH, when group provisioning is set so, and leaves those alone who stay.',
  fix: 'Carry out the operations of a PATCH of a group in their order: add at members, remove at members[value eq "id"].',
  async run({ scim, createUser, createGroup }) {
    const [stays, leaves, joins] = [await createUser(), await createUser(), await createUser()];
    const { id } = await createGroup({ members: [{ value: stays.id }, { value: leaves.id }] });
    const change = patchOf(
      { op: 'add', path: 'members', value: [{ value: joins.id }] },
      { op: 'remove', path: `members[value eq ${quoted(leaves.id)}]` },
    );
    checkStatus(await scim.patch(pathOf('Groups', id), change), 200, 204);
    await checkMembers(scim, id, [stays.id, joins.id]);
  },
};
