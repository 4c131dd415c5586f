import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const schemas: Case = {
  id: '7643-7-schemas',
  title: 'The schemas of users and groups are described',
  source: 'RFC 7643 §7',
  law: 'Each schema is described by its URN and its attributes.',
  fix: 'Answer GET /Schemas with a list that holds the core User and Group schemas, each with its attributes. Gallery set-up in Entra ID reads it.',
  async run({ scim }) {
    const schemas = found(await scim.get('/Schemas'));
    for (const urn of [URN.user, URN.group]) {
      const schema = schemas.find(({ id }) => id === urn);
      check(schema !== undefined, `The schemas should hold ${urn}.`);
      check(objectsIn(schema['attributes']).length > 0, `${urn} should have attributes.`);
    }
  },
};
