import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterParentheses: Case = {
  id: '7644-3.4.2.2-parentheses',
  title: 'Parentheses bind more tightly than and and or',
  source: 'RFC 7644 §3.4.2.2',
  law: 'What stands in parentheses is one operand: `(a or b) and c` needs c in both cases.',
  fix: 'Parse parentheses as an operand of their own.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [first, second, displayName] = [
      `${unique('ada')}@example.com`,
      `${unique('ada')}@example.com`,
      unique('set'),
    ];
    await createUser({ userName: first });
    const { id } = await createUser({ userName: second, displayName });
    const filter = `(userName eq "${first}" or userName eq "${second}") and displayName eq "${displayName}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
