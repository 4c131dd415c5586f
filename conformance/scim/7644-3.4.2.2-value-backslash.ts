import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithBackslash: Case = {
  id: '7644-3.4.2.2-value-backslash',
  title: 'A value may have a backslash in it',
  source: 'RFC 7644 §3.4.2.2, RFC 8259 §7',
  law: 'A text in a filter is a JSON string: two backslashes in it are one.',
  fix: 'Undo the escapes of JSON in values before you compare, and escape what your database reads as more than a letter.',
  async run({ scim, unique, createUser }) {
    const displayName = `CORP\\${unique('ada')}`;
    const { id } = await createUser({ displayName });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq ${JSON.stringify(displayName)}` } }), [id]);
  },
};
