import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkFindsNobody, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const deleteGroup: Scenario<Entra> = {
  name: 'delete-group',
  title: 'A deleted group is 404, is not found any more, and can be deleted twice',
  source: 'Microsoft SCIM validator, delete group, and delete it twice',
  law: 'Entra deletes a group that is out of scope, and expects 204; a second time 204 or 404. The people stay.',
  fix: 'Answer 204, then 404 with a SCIM Error, and leave the users.',
  async run(entra, trial) {
    const user = await trial.createUser();
    const externalId = trial.unique('Object');
    const group = await trial.createGroup({ externalId, members: [{ value: user.id }] });
    checkStatus(await entra.deleteGroup(group.id), 204);
    checkStatus(await entra.deleteGroup(group.id), 204, 404);
    checkStatus(await entra.readGroup(group.id), 404);
    await checkFindsNobody(entra.scim, '/Groups', `externalId eq ${quoted(externalId)}`);
    checkAt(await trial.read(user), 'id', user.id);
  },
};
