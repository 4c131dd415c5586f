import type { Case } from '../kit/case.ts';
import { URN } from '../kit/urns.ts';

export const unknownSchemaOfGroup: Case = {
  id: '7644-3.3-unknown-schema-of-group',
  title: 'A group with the URN of a schema that is not known is created all the same',
  source: 'RFC 7643 §3; Microsoft Entra ID',
  law: 'Entra ID names a schema of its own with every group. Neither RFC asks for a refusal, and a refusal keeps all its groups out.',
  fix: 'Leave URNs aside in `schemas` that you do not know.',
  async run({ scim, groupBody, created }) {
    const foreign = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
    const body = groupBody({ schemas: [URN.group, foreign] });
    created(await scim.post('/Groups', body));
  },
};
