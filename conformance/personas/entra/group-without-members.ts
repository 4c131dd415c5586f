import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const groupWithoutMembers: Scenario<Entra> = {
  name: 'group-without-members',
  title: 'A group is read without its members when they are excluded',
  source: 'Microsoft SCIM validator, get group excluding members',
  law: 'Entra reads groups with excludedAttributes=members, by id and by filter: it does not want lists of thousands.',
  fix: 'Honour excludedAttributes on GET /Groups/{id} and GET /Groups.',
  async run(entra, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    await checkMembers(trial.scim, group.id, [user.id]);
    const read = await entra.readGroup(group.id);
    checkStatus(read, 200);
    checkAt(read, 'id', group.id);
    checkAt(read, 'members', undefined);
    const found = await entra.matchGroup('displayName', String(group['displayName']));
    checkEqual([found?.['id'], found?.['members']], [group.id, undefined], 'id and members of the group that is found');
  },
};
