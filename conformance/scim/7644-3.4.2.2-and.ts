import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterAnd: Case = {
  id: '7644-3.4.2.2-and',
  title: 'and finds those who meet both sides',
  source: 'RFC 7644 §3.4.2.2',
  law: '`and` is true only where both of its sides are.',
  fix: 'Evaluate both sides of `and`, and give only what meets both.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [displayName, title] = [unique('set'), unique('title')];
    const { id } = await createUser({ displayName, title });
    await createUser({ displayName });
    await createUser({ title });
    const filter = `displayName eq "${displayName}" and title eq "${title}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
