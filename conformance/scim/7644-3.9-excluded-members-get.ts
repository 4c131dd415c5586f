import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const groupWithoutMembers: Case = {
  id: '7644-3.9-excluded-members-get',
  title: 'GET of a group with excludedAttributes=members has no members',
  source: 'RFC 7644 §3.9; Microsoft Entra ID',
  law: 'Entra ID asks for groups without their members. A server that answers with ten thousand of them makes each cycle slow.',
  fix: 'Honour excludedAttributes=members on GET /Groups/{id}, and do not even read the members for it.',
  async run({ scim, createUser, createGroup }) {
    const user = await createUser();
    const { id } = await createGroup({ members: [{ value: user.id }] });
    const answer = await scim.get(`/Groups/${encodeURIComponent(id)}`, { query: { excludedAttributes: 'members' } });
    checkStatus(answer, 200);
    checkShows(answer.body, { shows: ['id', 'displayName'], hides: ['members'] }, answer.request);
  },
};
