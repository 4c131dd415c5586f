import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueInUnicode: Case = {
  id: '7644-3.4.2.2-value-unicode',
  title: 'A value may be in any script',
  source: 'RFC 7644 §3.4.2.2, §3.4.2',
  law: 'Names are Unicode. In an address they are percent-encoded UTF-8.',
  fix: 'Decode the query as UTF-8, once, and store and compare texts as Unicode.',
  async run({ scim, unique, createUser }) {
    const displayName = `${unique('Zoë')} 李小龙 Ωmega 🦉`;
    const { id } = await createUser({ displayName });
    checkFinds(await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"` } }), [id]);
  },
};
