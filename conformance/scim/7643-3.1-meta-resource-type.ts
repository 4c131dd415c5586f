import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const metaResourceType: Case = {
  id: '7643-3.1-meta-resource-type',
  title: '`meta.resourceType` names the type',
  source: 'RFC 7643 §3.1',
  law: 'meta.resourceType is the name of the resource’s type.',
  fix: 'Put "User" and "Group" into meta.resourceType.',
  async run({ createUser, createGroup, read }) {
    const user = await read(await createUser());
    const group = await read(await createGroup(), 'Groups');
    checkStatus(user, 200);
    checkStatus(group, 200);
    checkAt(user, 'meta.resourceType', 'User');
    checkAt(group, 'meta.resourceType', 'Group');
  },
};
