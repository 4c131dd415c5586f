import { checkError } from '../../kit/checks.ts';
import { AS_JSON, specStep } from './spec.ts';

export const specR8 = specStep('R8', {
  name: 'spec-r8-create-again',
  title: 'The same creation again is 409 while the first user is active',
  law: 'Okta sends the same POST a second time and expects 409. A second user of the same name would take over the link to the person.',
  fix: 'Keep userName unique, and answer a POST with a name that an active user has with 409 and scimType uniqueness.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body, AS_JSON));
    const again = await scim.post('/Users', body, AS_JSON);
    if (again.status < 300) created(again);
    checkError(again, 409);
  },
});
