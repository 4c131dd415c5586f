import type { Case } from '../../kit/case.ts';
import { checkAt, checkFinds, checkStatus } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const oneloginMatchThenRead: Case = {
  id: 'onelogin-match-then-read',
  title: 'The user whom a userName finds is the one whom a GET by that id gives',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"',
  law: 'OneLogin looks for each assigned user by userName, links to the id that it finds, and reads that before it updates.',
  fix: 'Give in lists the id under which GET /Users/{id} answers with the same user, and find nobody else by the filter.',
  async run({ scim, createUser }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const { id, userName } = await createUser();
    const list = await scim.get('/Users', { query: { filter: `userName eq ${quoted(String(userName))}` } });
    const [match] = checkFinds(list, [id]);
    const answer = await scim.get(`/Users/${match?.id}`);
    checkStatus(answer, 200);
    checkAt(answer, 'id', id);
    checkAt(answer, 'userName', userName);
  },
};
