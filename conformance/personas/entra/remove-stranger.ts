import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const removeStranger: Scenario<Entra> = {
  name: 'remove-stranger',
  title: 'The removal of somebody who is no member changes nothing, and does no harm',
  source: 'Microsoft Entra ID, removal from a group',
  law: 'Entra repeats a removal whose answer was lost. A 5xx is tried again for weeks, and members who were not named must stay.',
  fix: 'Answer 204 (or 400 with noTarget) and leave the members as they are.',
  async run(entra, trial) {
    const [member, stranger] = [await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: member.id }] });
    checkStatus(await entra.removeMember(group.id, stranger.id), 200, 204, 400, 404);
    await checkMembers(trial.scim, group.id, [member.id]);
  },
};
