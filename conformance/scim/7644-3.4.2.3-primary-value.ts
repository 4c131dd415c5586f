import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsByPrimaryValue: Case = {
  id: '7644-3.4.2.3-primary-value',
  title: 'A list of values is sorted by its primary one',
  source: 'RFC 7644 §3.4.2.3',
  law: 'An attribute with several values is sorted by the primary value, or by the first where none is primary.',
  fix: 'Pick the primary element for sorting, and not the first or the smallest.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const address = (letter: string) => `${letter}-${unique('sort')}@example.com`;
    const emails = [
      { value: address('a'), type: 'home' },
      { value: address('z'), type: 'work', primary: true },
    ];
    const last = await createUser({ displayName, emails });
    const middle = await createUser({ displayName, emails: [{ value: address('m'), type: 'work', primary: true }] });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'emails.value' };
    checkFindsInOrder(await scim.get('/Users', { query }), [middle.id, last.id]);
  },
};
