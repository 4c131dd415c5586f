import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsBySubAttribute: Case = {
  id: '7644-3.4.2.3-sub-attribute',
  title: 'sortBy takes the path of a sub-attribute',
  source: 'RFC 7644 §3.4.2.3',
  law: 'Complex attributes are sorted by one of their sub-attributes, which sortBy names by its path: name.familyName.',
  fix: 'Resolve paths with a dot in sortBy.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const [lovelace, hopper, noether] = [
      await createUser({ displayName, name: { familyName: 'Lovelace' } }),
      await createUser({ displayName, name: { familyName: 'Hopper' } }),
      await createUser({ displayName, name: { familyName: 'Noether' } }),
    ];
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'name.familyName' };
    checkFindsInOrder(await scim.get('/Users', { query }), [hopper.id, lovelace.id, noether.id]);
  },
};
