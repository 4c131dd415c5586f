import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const enterpriseAttributes: Case = {
  id: '7643-4.3-enterprise-attributes',
  title: 'The enterprise attributes come back',
  source: 'RFC 7643 §4.3',
  law: 'The enterprise extension has employeeNumber, costCenter, organization, division and department.',
  fix: 'Store the attributes of the enterprise extension and return them below its URN.',
  async run({ createUser, read }) {
    const attributes = {
      employeeNumber: '1815',
      costCenter: '42',
      organization: 'Analytical',
      division: 'Engines',
      department: 'Notes',
    };
    const answer = await read(await createUser({ schemas: [URN.user, URN.enterprise], [URN.enterprise]: attributes }));
    checkStatus(answer, 200);
    const kept = answer.body[URN.enterprise];
    for (const [name, value] of Object.entries(attributes))
      checkEqual(at(kept, name), value, `${name} of the enterprise extension`);
  },
};
