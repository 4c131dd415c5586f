import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const readsById: Case = {
  id: '7644-3.4.1-get-by-id',
  title: 'GET by id answers 200 with that user',
  source: 'RFC 7644 §3.4.1',
  law: 'A resource that is known by its id is read at its own address, and the answer is 200 with the whole resource.',
  fix: 'Answer GET /Users/{id} with status 200 and the user under that id, with everything that it was created with.',
  async run({ unique, createUser, read }) {
    const userName = `${unique('ada')}@example.com`;
    const made = await createUser({ userName });
    const answer = await read(made);
    checkStatus(answer, 200);
    checkAt(answer, 'id', made.id);
    checkAt(answer, 'userName', userName);
    checkAt(answer, 'name.familyName', 'Lovelace');
  },
};
