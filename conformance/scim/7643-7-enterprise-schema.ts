import type { Case } from '../kit/case.ts';
import { employee } from '../kit/changes.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const enterpriseSchema: Case = {
  id: '7643-7-enterprise-schema',
  title: 'The schema of the enterprise extension is described, when users have it',
  source: 'RFC 7643 §7',
  law: 'Extensions are described by schemas as the core attributes are.',
  fix: 'Add the schema urn:ietf:params:scim:schemas:extension:enterprise:2.0:User with its attributes to GET /Schemas.',
  async run(trial) {
    await employee(trial, 'Analysis');
    const answer = await trial.scim.get('/Schemas');
    checkStatus(answer, 200);
    const schema = objectsIn(answer.body['Resources']).find(({ id }) => id === URN.enterprise);
    check(schema !== undefined, `The schemas should hold ${URN.enterprise}.`);
    check(objectsIn(schema['attributes']).length > 0, `${URN.enterprise} should have attributes.`);
  },
};
