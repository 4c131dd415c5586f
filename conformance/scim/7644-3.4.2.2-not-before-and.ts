import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const notBindsBeforeAnd: Case = {
  id: '7644-3.4.2.2-not-before-and',
  title: 'not binds more tightly than and',
  source: 'RFC 7644 §3.4.2.2',
  law: '`not (a) and b` is (not a) and b. A server that reads it as not (a and b) gives nearly everybody.',
  fix: 'Let `not` reach over its own parentheses only.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'Countess' });
    const { id } = await createUser({ displayName, title: 'Analyst' });
    const filter = `not (title eq "Countess") and displayName eq "${displayName}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
