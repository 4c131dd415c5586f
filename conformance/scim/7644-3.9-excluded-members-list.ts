import type { Case } from '../kit/case.ts';
import { checkShows, found } from '../kit/checks.ts';

export const groupsWithoutMembers: Case = {
  id: '7644-3.9-excluded-members-list',
  title: 'A list of groups with excludedAttributes=members has no members',
  source: 'RFC 7644 §3.9; Microsoft Entra ID',
  law: 'Entra ID finds a group by its name with excludedAttributes=members, and wants none of them.',
  fix: 'Honour excludedAttributes=members on GET /Groups, beside a filter too.',
  async run({ scim, unique, createUser, createGroup }) {
    const user = await createUser();
    const displayName = unique('Mathematics');
    await createGroup({ displayName, members: [{ value: user.id }] });
    const query = { excludedAttributes: 'members', filter: `displayName eq "${displayName}"` };
    const answer = await scim.get('/Groups', { query });
    const [group = {}] = found(answer);
    checkShows(group, { shows: ['id', 'displayName'], hides: ['members'] }, answer.request);
  },
};
