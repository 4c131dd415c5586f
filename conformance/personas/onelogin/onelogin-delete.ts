import type { Case } from '../../kit/case.ts';
import { checkFinds, checkStatus } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const oneloginDelete: Case = {
  id: 'onelogin-delete',
  title: 'A deleted user is found by userName no more, and a second DELETE is harmless',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"; RFC 7644 §3.6',
  law: 'Where "delete" is chosen, OneLogin sends DELETE, and sends it again when the answer was lost. Somebody who is still found afterwards would be linked again.',
  fix: 'Take the user out of what filters find with DELETE, and answer the next DELETE with 404 (or 204 again).',
  async run({ scim, createUser }) {
    const { id, userName } = await createUser();
    checkStatus(await scim.delete(`/Users/${id}`), 204, 200);
    checkFinds(await scim.get('/Users', { query: { filter: `userName eq ${quoted(String(userName))}` } }), []);
    checkStatus(await scim.delete(`/Users/${id}`), 404, 204);
  },
};
