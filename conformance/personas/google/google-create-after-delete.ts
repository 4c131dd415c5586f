import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

export const googleCreateAfterDelete: Case = {
  id: 'google-create-after-delete',
  title: 'The userName of somebody who was deleted can be created again',
  source: 'Google Workspace, auto-provisioning; RFC 7644 §3.6',
  law: 'Where suspension deletes, a restored account is created anew with the userName and externalId that it had.',
  fix: 'Let go of userName and externalId on DELETE: a 409 here shuts people out for good.',
  async run({ scim, unique, userBody, created, read }) {
    const body = userBody({ externalId: unique('google') });
    const google = asGoogle(scim);
    const { id } = created(await google.post('/Users', body));
    checkStatus(await google.delete(`/Users/${id}`), 204, 200);
    const again = created(await google.post('/Users', body));
    const now = await read(again);
    checkStatus(now, 200);
    checkAt(now, 'userName', body.userName);
  },
};
