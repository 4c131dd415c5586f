import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import type { Trial } from '../../kit/trial.ts';
import { pathOf } from '../client.ts';

export const jumpcloudActivation: Case = {
  id: 'jumpcloud-activation',
  title: 'A test user and a test group are created and taken away again',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"',
  law: 'Activation creates a user and a group and deletes both; where users cannot be deleted, the test user is deactivated. Nothing else is tried before it is switched on.',
  fix: 'Take DELETE for users and groups and answer 404 afterwards; a server that keeps users answers DELETE with 405 or 501 and takes active false.',
  async run(trial) {
    const { scim, createGroup, created, userBody, read } = trial;
    const body = userBody();
    const user = created(await scim.post('/Users', body));
    const group = await createGroup();
    checkStatus(await scim.delete(pathOf('Groups', group.id)), 204, 200);
    checkStatus(await read(group, 'Groups'), 404);
    const answer = await scim.delete(pathOf('Users', user.id));
    checkStatus(answer, 204, 200, 405, 501);
    if (answer.status < 300) checkStatus(await read(user), 404);
    else await checkDeactivated(trial, user.id, body);
  },
};

async function checkDeactivated({ scim }: Trial, id: string, body: object): Promise<void> {
  checkStatus(await scim.put(pathOf('Users', id), { ...body, active: false }), 200, 204);
  checkAt(await scim.get(pathOf('Users', id)), 'active', false);
}
