import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const andBindsBeforeOr: Case = {
  id: '7644-3.4.2.2-and-before-or',
  title: 'and binds more tightly than or',
  source: 'RFC 7644 §3.4.2.2',
  law: '`a or b and c` is a or (b and c), whatever the order in which it is written.',
  fix: 'Parse `or` over `and`, and not from left to right.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [first, second] = [`${unique('ada')}@example.com`, `${unique('ada')}@example.com`];
    const { id } = await createUser({ userName: first });
    await createUser({ userName: second });
    const nobody = unique('nobody');
    const filter = `userName eq "${first}" or userName eq "${second}" and displayName eq "${nobody}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
