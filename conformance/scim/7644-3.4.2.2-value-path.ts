import type { Case } from '../kit/case.ts';
import { checkFinds, checkFindsNobody } from '../kit/checks.ts';

export const valuePathBindsOneElement: Case = {
  id: '7644-3.4.2.2-value-path',
  title: 'A filter in brackets must be met by one element',
  source: 'RFC 7644 §3.4.2.2',
  law: '`emails[type eq "work" and value eq "…"]` needs one address that is both. A work address here and the value there do not count.',
  fix: 'Evaluate what is in brackets for each element by itself, and not for the attribute as a whole.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const { id } = await createUser({ emails });
    const find = (value: string) =>
      scim.get('/Users', { query: { filter: `emails[type eq "work" and value eq "${value}"]` } });
    checkFinds(await find(work), [id]);
    checkFindsNobody(await find(home));
  },
};
