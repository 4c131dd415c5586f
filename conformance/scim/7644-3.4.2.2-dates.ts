import type { Case } from '../kit/case.ts';
import { checkFinds, checkFindsNobody } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const datesAreInstants: Case = {
  id: '7644-3.4.2.2-dates',
  title: 'Dates are compared as instants, whatever their zone',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §2.3.5',
  law: '`gt` and its like compare dates by time and not by letters. The same instant can be written in any zone.',
  fix: 'Turn dates in filters into instants, with the zone that they name, before you compare them.',
  needs: ['filter'],
  async run({ scim, unique, createUser, skip }) {
    const userName = `${unique('ada')}@example.com`;
    const made = await createUser({ userName });
    const timeMs = Date.parse(String(at(made, 'meta.lastModified')));
    if (Number.isNaN(timeMs)) skip('The server did not say when the user was modified (meta.lastModified).');
    // A minute later, and by its letters hours earlier.
    const later = `${new Date(timeMs + 60_000 - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;
    const find = (operator: 'lt' | 'gt') =>
      scim.get('/Users', {
        query: { filter: `userName eq "${userName}" and meta.lastModified ${operator} "${later}"` },
      });
    checkFinds(await find('lt'), [made.id]);
    checkFindsNobody(await find('gt'));
  },
};
