import { checkAt, checkSchemas, checkStatus } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import { AS_JSON, specStep } from './spec.ts';

export const specR6 = specStep('R6', {
  name: 'spec-r6-create',
  title: 'A user sent as application/json is created with 201, and comes back as sent',
  law: 'The test creates a user with Content-Type application/json, and reads 201, the core User schema, an id, active true, the names and the userName in the answer.',
  fix: 'Take application/json beside application/scim+json, and answer POST /Users with 201 and the whole user.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    const answer = await scim.post('/Users', body, AS_JSON);
    created(answer);
    checkStatus(answer, 201);
    checkSchemas(answer, URN.user);
    checkAt(answer, 'active', true);
    checkAt(answer, 'userName', body.userName);
    checkAt(answer, 'name.givenName', 'Ada');
    checkAt(answer, 'name.familyName', 'Lovelace');
  },
});
