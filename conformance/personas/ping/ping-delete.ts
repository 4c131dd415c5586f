import type { Case } from '../../kit/case.ts';
import { checkStatus } from '../../kit/checks.ts';
import { pathOf } from '../client.ts';

export const pingDelete: Case = {
  id: 'ping-delete',
  title: 'Deleted users and groups are gone, and deleting them again is harmless',
  source: 'Ping Identity, SCIM connector, remove action "Delete"; RFC 7644 §3.6',
  law: 'Where the remove action is "Delete", Ping sends DELETE for users and groups, and again when it could not read the answer.',
  fix: 'Answer DELETE with 204, then GET with 404, and the next DELETE with 404 (or 204 again).',
  async run({ scim, createUser, createGroup }) {
    const paths = [pathOf('Groups', (await createGroup()).id), pathOf('Users', (await createUser()).id)];
    for (const path of paths) {
      checkStatus(await scim.delete(path), 204, 200);
      checkStatus(await scim.get(path), 404);
      checkStatus(await scim.delete(path), 404, 204);
    }
  },
};
