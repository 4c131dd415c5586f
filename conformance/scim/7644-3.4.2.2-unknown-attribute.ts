import type { Case } from '../kit/case.ts';
import { checkFindsNobody } from '../kit/checks.ts';

export const unknownAttributeFindsNobody: Case = {
  id: '7644-3.4.2.2-unknown-attribute',
  title: 'A filter on an unknown attribute never gives everybody',
  source: 'RFC 7644 §3.4.2.2, §3.12',
  law: 'A filter that the server cannot evaluate is refused with 400, or finds nobody. A server that drops it lists everybody, and the client links the first of them.',
  fix: 'Answer 400 with scimType invalidFilter for an attribute that you do not know or cannot search by.',
  async run({ scim, createUser, createGroup }) {
    await createUser();
    await createGroup();
    for (const path of ['/Users', '/Groups']) {
      const answer = await scim.get(path, { query: { filter: 'shoeSize eq "39"' } });
      if (answer.status !== 400) checkFindsNobody(answer);
    }
  },
};
