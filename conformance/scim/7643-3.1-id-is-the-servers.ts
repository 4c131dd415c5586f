import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';

export const idIsTheServers: Case = {
  id: '7643-3.1-id-is-the-servers',
  title: 'The id is made by the server',
  source: 'RFC 7643 §3.1',
  law: 'The service provider makes the id, and a client cannot choose it: an id in a creation is ignored.',
  fix: 'Ignore `id` in POST and make one of your own.',
  async run({ unique, createUser }) {
    const wanted = unique('id');
    const { id } = await createUser({ id: wanted });
    check(id !== wanted, 'The id that the client has sent was taken.');
  },
};
