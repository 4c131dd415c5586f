import type { Case } from '../kit/case.ts';
import { check, checkShows, found } from '../kit/checks.ts';

export const passwordIsInNoList: Case = {
  id: '7644-3.9-never-returned',
  title: 'A list shows no password, not even when it is asked for',
  source: 'RFC 7644 §3.9, RFC 7643 §4.1.1, §7',
  law: 'What is returned "never" is in no answer, and `attributes` cannot bring it into a list or a search.',
  fix: 'Drop password from what you select for lists, whatever `attributes` names.',
  async run({ scim, unique, createUser }) {
    const [userName, password] = [`${unique('ada')}@example.com`, `Aa1!${unique('secret')}`];
    await createUser({ userName, password });
    const filter = `userName eq "${userName}"`;
    for (const query of [{ filter }, { filter, attributes: 'userName,password' }]) {
      const answer = await scim.get('/Users', { query });
      const [user = {}] = found(answer);
      checkShows(user, { shows: ['userName'], hides: ['password'] }, answer.request);
      check(!answer.text.includes(password), `The answer to ${answer.request} has the password in it.`);
    }
  },
};
