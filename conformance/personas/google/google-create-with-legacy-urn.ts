import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import { asGoogle, LEGACY_CORE } from './client.ts';

export const googleCreateWithLegacyUrn: Case = {
  id: 'google-create-with-legacy-urn',
  title: 'A user whose schemas have the URN of SCIM 1.1 beside that of SCIM 2.0 is created',
  source: 'Google Workspace, auto-provisioning',
  law: 'Google names urn:scim:schemas:core:1.0 in schemas beside the URN of SCIM 2.0 in every user that it creates.',
  fix: 'Pass over URNs in schemas that the server does not know, in place of answering 400.',
  async run({ scim, userBody, created, read }) {
    const body = userBody({ schemas: [LEGACY_CORE, URN.user, URN.enterprise] });
    const user = created(await asGoogle(scim).post('/Users', body));
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'userName', body.userName);
  },
};
