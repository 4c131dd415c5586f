import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const startBelowOneIsOne: Case = {
  id: '7644-3.4.2.4-start-below-one',
  title: 'A startIndex below 1 means 1',
  source: 'RFC 7644 §3.4.2.4',
  law: 'Pages begin at 1, and a startIndex below 1 is read as 1. It is no error, and no page is empty for it.',
  fix: 'Take the greater of startIndex and 1.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const ids = [(await createUser({ displayName })).id, (await createUser({ displayName })).id];
    for (const startIndex of [0, -5]) {
      const query = { filter: `displayName eq "${displayName}"`, startIndex };
      checkFinds(await scim.get('/Users', { query }), ids);
    }
  },
};
