import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsGroupByMember: Case = {
  id: '7644-3.4.2.2-group-by-member',
  title: 'members.value finds the groups that somebody is in',
  source: 'RFC 7644 §3.4.2.2',
  law: 'The members of a group can be sought like any list: by the id in `value`.',
  fix: 'Evaluate `members.value eq "…"` on /Groups.',
  needs: ['filter'],
  async run({ scim, createUser, createGroup }) {
    const user = await createUser();
    const { id } = await createGroup({ members: [{ value: user.id }] });
    await createGroup();
    checkFinds(await scim.get('/Groups', { query: { filter: `members.value eq "${user.id}"` } }), [id]);
  },
};
