import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

export const googleSuspendAndRestore: Case = {
  id: 'google-suspend-and-restore',
  title: 'A suspended user is inactive, and active again under the same id when restored',
  source: 'Google Workspace, auto-provisioning',
  law: 'Suspension in Google switches active off; restoring the account switches it on again. The user stays the same.',
  fix: 'Take PATCH with op replace and path active, both ways, and show the new value at once.',
  async run({ scim, createUser, read }) {
    const user = await createUser();
    for (const active of [false, true]) {
      const body = patchOf({ op: 'replace', path: 'active', value: active });
      checkStatus(await asGoogle(scim).patch(`/Users/${user.id}`, body), 200, 204);
      const now = await read(user);
      checkStatus(now, 200);
      checkAt(now, 'id', user.id);
      checkAt(now, 'active', active);
    }
  },
};
