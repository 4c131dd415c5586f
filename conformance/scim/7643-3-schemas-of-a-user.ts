import type { Case } from '../kit/case.ts';
import { checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const schemasOfAUser: Case = {
  id: '7643-3-schemas-of-a-user',
  title: 'A user names the core schema in `schemas`',
  source: 'RFC 7643 §3',
  law: '`schemas` names the schemas of all that a resource holds, in every representation.',
  fix: 'Put urn:ietf:params:scim:schemas:core:2.0:User into `schemas` of each user that is answered.',
  async run({ createUser, read }) {
    const answer = await read(await createUser());
    checkStatus(answer, 200);
    checkSchemas(answer, URN.user);
  },
};
