import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsGroupNameInAnyCase: Case = {
  id: '7644-3.4.2.2-eq-group-name-any-case',
  title: 'The displayName of a group is compared without case',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §8.7.1',
  law: 'displayName is not case-exact in the schema of groups, so that a filter finds it in capitals too.',
  fix: 'Compare the displayName of groups without case.',
  async run({ scim, unique, createGroup }) {
    const displayName = unique('Mathematics');
    const { id } = await createGroup({ displayName });
    const filter = `displayName eq "${displayName.toUpperCase()}"`;
    checkFinds(await scim.get('/Groups', { query: { filter } }), [id]);
  },
};
