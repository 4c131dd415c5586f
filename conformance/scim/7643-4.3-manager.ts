import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const manager: Case = {
  id: '7643-4.3-manager',
  title: 'A manager is named by their id',
  source: 'RFC 7643 §4.3',
  law: 'manager.value is the id of another user.',
  fix: 'Store manager.value and return it.',
  async run({ createUser, read }) {
    const manager = await createUser();
    const answer = await read(
      await createUser({ schemas: [URN.user, URN.enterprise], [URN.enterprise]: { manager: { value: manager.id } } }),
    );
    checkStatus(answer, 200);
    checkEqual(at(answer.body[URN.enterprise], 'manager.value'), manager.id, 'manager.value');
  },
};
