import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkEqual, checkFinds, checkStatus } from '../../kit/checks.ts';
import { quoted } from '../client.ts';
import { asGoogle } from './client.ts';

export const googleMatchFindsSuspended: Case = {
  id: 'google-match-finds-suspended',
  title: 'Somebody who was suspended is still found by userName, as inactive',
  source: 'Google Workspace, auto-provisioning',
  law: 'Between suspension and deletion up to 30 days go by. Whoever comes back in that time is to be found by userName, or Google creates them a second time.',
  fix: 'Keep users with active false in what filters find, and say that they are inactive.',
  async run({ scim, createUser }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const { id, userName } = await createUser();
    const google = asGoogle(scim);
    const off = await google.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }));
    checkStatus(off, 200, 204);
    const answer = await google.get('/Users', { query: { filter: `userName eq ${quoted(String(userName))}` } });
    const [match] = checkFinds(answer, [id]);
    checkEqual(match?.['active'], false, 'active of the user who was suspended');
  },
};
