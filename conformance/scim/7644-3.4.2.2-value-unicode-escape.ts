import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithUnicodeEscape: Case = {
  id: '7644-3.4.2.2-value-unicode-escape',
  title: 'A value may have letters written as \\u escapes',
  source: 'RFC 7644 §3.4.2.2, RFC 8259 §7',
  law: 'A text in a filter is a JSON string, in which \\u00eb is the letter ë.',
  fix: 'Read the value with a JSON parser, or undo \\u escapes as one does.',
  async run({ scim, unique, createUser }) {
    const name = unique('Ada');
    const { id } = await createUser({ displayName: `${name} Zoë` });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq "${name} Zo\\u00eb"` } }), [id]);
  },
};
