import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterLessOrEqual: Case = {
  id: '7644-3.4.2.2-le',
  title: 'le finds the value and those before it',
  source: 'RFC 7644 §3.4.2.2',
  law: '`le` compares texts by their letters, and is true for the given value and for what comes before it.',
  fix: 'Evaluate `le` on texts in the order in which you sort them, with the value itself.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const before = await createUser({ displayName, title: 'baker' });
    const same = await createUser({ displayName, title: 'clerk' });
    await createUser({ displayName, title: 'driver' });
    const filter = `displayName eq "${displayName}" and title le "clerk"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [before.id, same.id]);
  },
};
