import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const removeMember: Scenario<Entra> = {
  name: 'remove-member',
  title: 'A removal takes out the member that it names, and nobody else',
  source: 'Microsoft SCIM validator, remove member',
  law: 'By default Entra sends Remove with path members and a value that lists whom; with its flag the path is members[value eq "…"]. A server that overlooks the value empties the group.',
  fix: 'Honour the value of a remove on members, and the filter in the path; refuse what names nobody instead of removing all.',
  async run(entra, trial) {
    const [one, two, three] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [one, two, three].map(({ id: value }) => ({ value })) });
    checkStatus(await entra.removeMember(group.id, two.id), 200, 204);
    await checkMembers(trial.scim, group.id, [one.id, three.id]);
  },
};
