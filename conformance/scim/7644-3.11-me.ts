import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const me: Case = {
  id: '7644-3.11-me',
  title: '/Me is the user of the token, or none, but never somebody else',
  source: 'RFC 7644 §3.11',
  law: '/Me stands for who is signed in. A server without it answers 501; one whose token is nobody’s answers 404; a redirect (308) is allowed. It must not be just any user.',
  fix: 'Answer 501 unless the token belongs to a user.',
  async run({ scim, createUser }) {
    const stranger = await createUser();
    const answer = await scim.get('/Me');
    checkStatus(answer, 200, 308, 404, 501);
    if (answer.status === 200) {
      const id = at(answer.body, 'id');
      check(
        typeof id === 'string' && id !== '',
        `${answer.request} should be answered with a user, and was with ${shown(answer.body)}.`,
      );
      check(id !== stranger.id, `${answer.request} is answered with a user who has just been made and has no token.`);
    }
  },
};
