import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterOr: Case = {
  id: '7644-3.4.2.2-or',
  title: 'or finds those who meet either side',
  source: 'RFC 7644 §3.4.2.2',
  law: '`or` is true where one of its sides is, or both are.',
  fix: 'Evaluate both sides of `or`, and give what meets one of them, each once.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [first, second] = [`${unique('ada')}@example.com`, `${unique('ada')}@example.com`];
    const ids = [(await createUser({ userName: first })).id, (await createUser({ userName: second })).id];
    await createUser();
    const filter = `userName eq "${first}" or userName eq "${second}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), ids);
  },
};
