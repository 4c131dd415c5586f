import type { Case } from '../../kit/case.ts';
import { check, found } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

export const googleProbe: Case = {
  id: 'google-probe',
  title: 'The first look, GET /Users?count=1, is answered with a list that has somebody in it',
  source: 'Google Workspace, auto-provisioning',
  law: 'Before it provisions anybody Google reads the list of users, as Google-Auto-Provisioning, to see whether address and token are right.',
  fix: 'Answer GET /Users without a filter with 200 and a ListResponse, to every User-Agent.',
  async run({ scim, createUser }) {
    await createUser();
    const answer = await asGoogle(scim).get('/Users', { query: { count: 1 } });
    check(found(answer).length > 0, `${answer.request} should give a user, as there is one, and gives nobody.`);
  },
};
