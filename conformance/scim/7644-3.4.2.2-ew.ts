import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterEndsWith: Case = {
  id: '7644-3.4.2.2-ew',
  title: 'ew finds those whose value ends with the text',
  source: 'RFC 7644 §3.4.2.2',
  law: '`ew` is true where the value ends with the given text, and nowhere else.',
  fix: 'Evaluate `ew` as a search at the end of the text only.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const part = unique('part');
    const { id } = await createUser({ displayName: `Ada ${part}` });
    await createUser({ displayName: `${part} Lovelace` });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName ew "${part}"` } }), [id]);
  },
};
