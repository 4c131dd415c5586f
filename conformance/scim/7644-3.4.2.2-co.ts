import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterContains: Case = {
  id: '7644-3.4.2.2-co',
  title: 'co finds a text inside of the value',
  source: 'RFC 7644 §3.4.2.2',
  law: '`co` is true where the given text stands anywhere in the value.',
  fix: 'Evaluate `co` as a search for a part of the text, at its beginning, in its middle and at its end.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const part = unique('part');
    const { id } = await createUser({ displayName: `Ada ${part} Lovelace` });
    await createUser();
    checkFinds(await scim.get('/Users', { query: { filter: `displayName co "${part}"` } }), [id]);
  },
};
