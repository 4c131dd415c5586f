import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithQuotes: Case = {
  id: '7644-3.4.2.2-value-quotes',
  title: 'A value may have quotes in it',
  source: 'RFC 7644 §3.4.2.2, RFC 8259 §7',
  law: 'A text in a filter is a JSON string, so that a quote in it is written with a backslash before it.',
  fix: 'Read the value as JSON does, instead of looking for the next quote.',
  async run({ scim, unique, createUser }) {
    const displayName = `${unique('Ada')} "the countess"`;
    const { id } = await createUser({ displayName });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq ${JSON.stringify(displayName)}` } }), [id]);
  },
};
