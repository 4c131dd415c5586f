import type { Case } from '../kit/case.ts';
import { checkFinds, checkFindsNobody } from '../kit/checks.ts';

export const valuePathWithSubAttribute: Case = {
  id: '7644-3.4.2.2-value-path-sub-attribute',
  title: 'emails[type eq "work"].value eq finds by the work address',
  source: 'Microsoft Entra ID; RFC 7644 §3.4.2.2, §3.5.2',
  law: 'Entra ID asks so when the e-mail address is what it finds people by. The grammar of RFC 7644 has this path for PATCH, and clients expect it in filters too.',
  fix: 'Allow a sub-attribute behind the brackets of a filter, and compare it in the elements that the brackets meet.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const { id } = await createUser({ emails });
    const find = (value: string) =>
      scim.get('/Users', { query: { filter: `emails[type eq "work"].value eq "${value}"` } });
    checkFinds(await find(work), [id]);
    checkFindsNobody(await find(home));
  },
};
