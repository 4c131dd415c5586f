import type { Case } from '../kit/case.ts';
import { checkValues } from '../kit/changes.ts';

export const groupWithMembers: Case = {
  id: '7644-3.3-group-with-members',
  title: 'A group is created with the members that were sent',
  source: 'RFC 7644 §3.3',
  law: 'members in a POST is part of the group. A server that drops it in silence leaves people out whom the client believes to be in.',
  fix: 'Store `members` together with the group.',
  async run({ createUser, createGroup, read }) {
    const [ada, bob] = [await createUser(), await createUser()];
    const group = await createGroup({ members: [{ value: ada.id }, { value: bob.id }] });
    checkValues((await read(group, 'Groups')).body, 'members', [ada.id, bob.id]);
  },
};
