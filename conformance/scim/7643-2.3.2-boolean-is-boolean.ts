import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const booleanIsBoolean: Case = {
  id: '7643-2.3.2-boolean-is-boolean',
  title: '`active` is a JSON boolean in every answer',
  source: 'RFC 7643 §2.3.2',
  law: 'A boolean attribute is the literal true or false, never a text.',
  fix: 'Write booleans as JSON booleans, whatever a client has sent: Entra ID sends the texts "True" and "False".',
  async run({ createUser, read }) {
    for (const active of [true, false]) {
      const answer = await read(await createUser({ active }));
      checkStatus(answer, 200);
      checkAt(answer, 'active', active);
    }
  },
};
