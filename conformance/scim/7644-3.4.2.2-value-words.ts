import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithWords: Case = {
  id: '7644-3.4.2.2-value-words',
  title: 'Words and parentheses in a value are part of the value',
  source: 'RFC 7644 §3.4.2.2',
  law: 'What stands in quotes is a text, whatever is in it: ` and `, ` or `, brackets and operators mean nothing there.',
  fix: 'Cut a filter into words with a parser that knows quotes, and not at ` and ` or at parentheses.',
  async run({ scim, unique, createUser }) {
    const displayName = `${unique('Ada')} and (Grace) or not [x eq y]`;
    const { id } = await createUser({ displayName });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"` } }), [id]);
  },
};
