import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsByUserName: Case = {
  id: '7644-3.4.2.2-eq-user-name',
  title: 'userName eq finds the one user',
  source: 'RFC 7644 §3.4.2.2',
  law: 'A filter gives the resources that it meets and no others. Every client looks for a userName before it creates a user.',
  fix: 'Evaluate `userName eq "…"` and give exactly the user who has that name.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    await createUser();
    checkFinds(await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } }), [id]);
  },
};
