import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { pathOf } from '../client.ts';

export const pingGroupRename: Case = {
  id: 'ping-group-rename',
  title: 'A renamed group is the same group under another name',
  source: 'Ping Identity, "SCIM provisioning features"; RFC 7644 §3.5.2.3',
  law: 'Ping knows groups by their id once it has found them, and PATCHes displayName when the name changes.',
  fix: 'Take PATCH /Groups/{id} with replace at displayName, and keep the id.',
  async run({ scim, createGroup, unique, read }) {
    const group = await createGroup();
    const displayName = unique('Renamed');
    const renaming = patchOf({ op: 'replace', path: 'displayName', value: displayName });
    checkStatus(await scim.patch(pathOf('Groups', group.id), renaming), 200, 204);
    const now = await read(group, 'Groups');
    checkStatus(now, 200);
    checkAt(now, 'id', group.id);
    checkAt(now, 'displayName', displayName);
  },
};
