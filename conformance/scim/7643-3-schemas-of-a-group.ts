import type { Case } from '../kit/case.ts';
import { checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const schemasOfAGroup: Case = {
  id: '7643-3-schemas-of-a-group',
  title: 'A group names the core schema in `schemas`',
  source: 'RFC 7643 §3',
  law: '`schemas` names the schemas of all that a resource holds, in every representation.',
  fix: 'Put urn:ietf:params:scim:schemas:core:2.0:Group into `schemas` of each group that is answered.',
  async run({ createGroup, read }) {
    const answer = await read(await createGroup(), 'Groups');
    checkStatus(answer, 200);
    checkSchemas(answer, URN.group);
  },
};
