import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterStartsWith: Case = {
  id: '7644-3.4.2.2-sw',
  title: 'sw finds those whose value begins with the text',
  source: 'RFC 7644 §3.4.2.2',
  law: '`sw` is true where the value begins with the given text, and nowhere else.',
  fix: 'Evaluate `sw` as a search at the beginning of the text only.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const part = unique('part');
    const { id } = await createUser({ displayName: `${part} Lovelace` });
    await createUser({ displayName: `Ada ${part}` });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName sw "${part}"` } }), [id]);
  },
};
