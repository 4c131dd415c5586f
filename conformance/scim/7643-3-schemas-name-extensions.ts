import type { Case } from '../kit/case.ts';
import { checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const schemasNameExtensions: Case = {
  id: '7643-3-schemas-name-extensions',
  title: '`schemas` names the enterprise extension where its attributes are',
  source: 'RFC 7643 §3',
  law: 'A resource with attributes of an extension names that extension in `schemas`.',
  fix: 'Add urn:ietf:params:scim:schemas:extension:enterprise:2.0:User to `schemas` of users who have enterprise attributes, also where the request did not.',
  async run({ createUser, read }) {
    const answer = await read(
      await createUser({ schemas: [URN.user, URN.enterprise], [URN.enterprise]: { department: 'Analysis' } }),
    );
    checkStatus(answer, 200);
    checkSchemas(answer, URN.enterprise);
  },
};
