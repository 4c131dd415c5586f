import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterGreater: Case = {
  id: '7644-3.4.2.2-gt',
  title: 'gt finds those after the value, and not the value itself',
  source: 'RFC 7644 §3.4.2.2',
  law: '`gt` compares texts by their letters, and is true for what comes after the given value.',
  fix: 'Evaluate `gt` on texts in the order in which you sort them, without the value itself.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'baker' });
    await createUser({ displayName, title: 'clerk' });
    const { id } = await createUser({ displayName, title: 'driver' });
    const filter = `displayName eq "${displayName}" and title gt "clerk"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
