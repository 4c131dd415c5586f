import type { Case } from '../../kit/case.ts';
import { checkFinds, checkStatus } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const oneloginTestConnection: Case = {
  id: 'onelogin-test-connection',
  title: 'A search for a userName that nobody has is answered with an empty list, or 404',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"',
  law: 'OneLogin tests the connection with a userName that cannot be there. It takes an empty list or 404 for a working address.',
  fix: 'Answer a filter that finds nobody with 200 and totalResults 0.',
  async run({ scim, unique, createUser }) {
    // Somebody is there, so that a filter that is passed over shows.
    await createUser();
    const filter = `userName eq ${quoted(`${unique('nobody')}@example.com`)}`;
    const answer = await scim.get('/Users', { query: { filter } });
    checkStatus(answer, 200, 404);
    if (answer.status === 200) checkFinds(answer, []);
  },
};
