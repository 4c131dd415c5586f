import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';
import { sideBySide } from './side-by-side.ts';

const MEMBERS = 20;

export const parallelMembers: Scenario<Entra> = {
  name: 'parallel-members',
  title: 'Members that are added and removed side by side are all there, and all gone',
  source: 'Microsoft Entra ID, changes of a group',
  law: 'Entra sends one PATCH for each member, ten at a time. A server that reads the group, changes it and writes it back loses members.',
  fix: 'Write memberships as rows of their own, or lock the group while a PATCH is applied; never answer 409 or 5xx to a race.',
  async run(entra, trial) {
    const ids: string[] = [];
    for (let made = 0; made < MEMBERS; made += 1) ids.push((await trial.createUser()).id);
    const group = await trial.createGroup();
    await sideBySide(ids, async (id) => checkStatus(await entra.addMember(group.id, id), 200, 204));
    await checkMembers(trial.scim, group.id, ids);
    await sideBySide(ids.slice(3), async (id) => checkStatus(await entra.removeMember(group.id, id), 200, 204));
    await checkMembers(trial.scim, group.id, ids.slice(0, 3));
  },
};
