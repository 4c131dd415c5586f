import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const rootQueryByType: Case = {
  id: '7644-3.4.2.1-root-by-type',
  title: 'A query at the base URL can ask for one resource type by meta.resourceType',
  source: 'RFC 7644 §3.4.2.1',
  law: 'At the root, a filter on meta.resourceType picks the types that are wanted.',
  fix: 'Compare meta.resourceType in filters like any other attribute, with the name of the type: "User", "Group".',
  needs: ['filter'],
  async run({ scim, unique, createUser, createGroup, skip }) {
    const displayName = unique('Shared');
    await createUser({ displayName });
    const { id } = await createGroup({ displayName });
    const filter = `meta.resourceType eq "Group" and displayName eq "${displayName}"`;
    const answer = await scim.get('', { query: { filter } });
    if ([403, 404, 405, 501].includes(answer.status)) skip('The server offers no queries at its base URL.');
    checkFinds(answer, [id]);
  },
};
