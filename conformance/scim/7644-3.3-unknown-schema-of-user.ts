import type { Case } from '../kit/case.ts';
import { URN } from '../kit/urns.ts';

export const unknownSchemaOfUser: Case = {
  id: '7644-3.3-unknown-schema-of-user',
  title: 'A user with the URN of a schema that is not known is created all the same',
  source: 'RFC 7643 §3; Google Workspace',
  law: 'Clients name schemas that a server need not know: Google sends urn:scim:schemas:core:1.0 beside the right one. Neither RFC asks for a refusal, and a refusal stops the provisioning of everybody.',
  fix: 'Leave URNs aside that you do not know, in `schemas` and as keys of the body.',
  async run({ scim, userBody, created }) {
    const body = userBody({ schemas: ['urn:scim:schemas:core:1.0', URN.user] });
    created(await scim.post('/Users', body));
  },
};
