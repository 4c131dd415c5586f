import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import { checkMembers, pathOf } from '../client.ts';

export const authentikGroupReplacedWhole: Case = {
  id: 'authentik-group-replaced-whole',
  title: 'A PATCH without a path that holds the whole group, with its own id, changes the group and keeps its members',
  source: 'authentik, SCIM provider, pull request 23950; RFC 7644 §3.5.2.3',
  law: 'authentik writes a group by op replace without a path. The value has schemas, externalId, displayName and, in many releases, the read-only id; members come later.',
  fix: 'Let pass an id in the value that is the group’s own, and schemas; change the attributes that are named, and no other.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup, unique, read }) {
    const member = await createUser();
    const group = await createGroup({ members: [{ value: member.id }] });
    const displayName = unique('Renamed');
    const value = { schemas: [URN.group], id: group.id, externalId: unique('authentik'), displayName };
    checkStatus(await scim.patch(pathOf('Groups', group.id), patchOf({ op: 'replace', value })), 200, 204);
    const now = await read(group, 'Groups');
    checkStatus(now, 200);
    checkAt(now, 'id', group.id);
    checkAt(now, 'displayName', displayName);
    await checkMembers(scim, group.id, [member.id]);
  },
};
