import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';

export const oneloginDeactivateReactivate: Case = {
  id: 'onelogin-deactivate-reactivate',
  title: 'PATCH of active switches a user off and on again',
  source: 'OneLogin, app provisioning; RFC 7644 §3.5.2',
  law: 'Where "suspend" is chosen for those who lose the app, OneLogin PATCHes active to false, and to true when they get it back.',
  fix: 'Take PATCH with op replace and path active, both ways, and keep the id.',
  async run({ scim, createUser, read }) {
    const user = await createUser();
    for (const active of [false, true]) {
      const body = patchOf({ op: 'replace', path: 'active', value: active });
      checkStatus(await scim.patch(`/Users/${user.id}`, body), 200, 204);
      const now = await read(user);
      checkStatus(now, 200);
      checkAt(now, 'id', user.id);
      checkAt(now, 'active', active);
    }
  },
};
