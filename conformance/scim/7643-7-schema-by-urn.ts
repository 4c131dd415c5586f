import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const schemaByUrn: Case = {
  id: '7643-7-schema-by-urn',
  title: 'A schema can be read by its URN',
  source: 'RFC 7644 §4',
  law: 'A schema is read at /Schemas/ and its URN.',
  fix: 'Answer GET /Schemas/urn:ietf:params:scim:schemas:core:2.0:User with that one schema.',
  async run({ scim }) {
    const answer = await scim.get(`/Schemas/${URN.user}`);
    checkStatus(answer, 200);
    checkAt(answer, 'id', URN.user);
    check(objectsIn(answer.body['attributes']).length > 0, 'The schema should have attributes.');
  },
};
