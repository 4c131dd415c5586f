import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const subAttributeOfAnyElement: Case = {
  id: '7644-3.4.2.2-any-element',
  title: 'emails.value looks at every address',
  source: 'RFC 7644 §3.4.2.2',
  law: 'A path to a sub-attribute of a list is met when any element meets it, not the first or the primary one alone.',
  fix: 'Compare `emails.value` with all addresses of a user.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const { id } = await createUser({ emails });
    checkFinds(await scim.get('/Users', { query: { filter: `emails.value eq "${home}"` } }), [id]);
  },
};
