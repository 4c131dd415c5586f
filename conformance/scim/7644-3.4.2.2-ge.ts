import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterGreaterOrEqual: Case = {
  id: '7644-3.4.2.2-ge',
  title: 'ge finds the value and those after it',
  source: 'RFC 7644 §3.4.2.2',
  law: '`ge` compares texts by their letters, and is true for the given value and for what comes after it.',
  fix: 'Evaluate `ge` on texts in the order in which you sort them, with the value itself.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'baker' });
    const same = await createUser({ displayName, title: 'clerk' });
    const after = await createUser({ displayName, title: 'driver' });
    const filter = `displayName eq "${displayName}" and title ge "clerk"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [same.id, after.id]);
  },
};
