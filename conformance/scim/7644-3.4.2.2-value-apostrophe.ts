import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithApostrophe: Case = {
  id: '7644-3.4.2.2-value-apostrophe',
  title: 'A value may have an apostrophe in it',
  source: 'RFC 7644 §3.4.2.2',
  law: 'An apostrophe is a letter like others, and O’Brien a name. A server that fails here builds SQL from what it is sent.',
  fix: 'Hand values to the database as parameters, never as part of a statement.',
  async run({ scim, unique, createUser }) {
    const displayName = `${unique('Conor')} O'Brien`;
    const { id } = await createUser({ displayName });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"` } }), [id]);
  },
};
