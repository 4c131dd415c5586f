import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, pathOf } from '../client.ts';

export const jumpcloudRemoveMembersByList: Case = {
  id: 'jumpcloud-remove-members-by-list',
  title: 'A removal with a list of members in value takes out those, and nobody else',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"; simpleidserver/SimpleIdServer issue 244',
  law: 'JumpCloud may take members out with op remove, path members and the members in value, which the RFC does not have. Servers that look at the path only empty the group.',
  fix: 'When a remove at members has a value, take out those whom it names and leave the others in.',
  async run({ scim, createUser, createGroup }) {
    const [first, second, other] = [await createUser(), await createUser(), await createUser()];
    const members = [first, second, other].map(({ id }) => ({ value: id }));
    const { id } = await createGroup({ members });
    const removing = patchOf({ op: 'remove', path: 'members', value: members.slice(0, 2) });
    checkStatus(await scim.patch(pathOf('Groups', id), removing), 200, 204);
    await checkMembers(scim, id, [other.id]);
  },
};
