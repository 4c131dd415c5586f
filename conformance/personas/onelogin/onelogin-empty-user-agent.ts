import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';

export const oneloginEmptyUserAgent: Case = {
  id: 'onelogin-empty-user-agent',
  title: 'Requests with an empty User-Agent are answered like others',
  source: 'OneLogin, goauthentik/authentik issue 11249',
  law: 'OneLogin sends a User-Agent header with nothing in it. A firewall that takes this for a robot answers with a page of its own, and provisioning stops.',
  fix: 'Have no rule on User-Agent in front of the SCIM address.',
  async run({ scim, userBody, created }) {
    const onelogin = scim.as({ headers: { 'user-agent': '' } });
    const body = userBody();
    const { id } = created(await onelogin.post('/Users', body));
    const answer = await onelogin.get(`/Users/${id}`);
    checkStatus(answer, 200);
    checkAt(answer, 'userName', body.userName);
  },
};
