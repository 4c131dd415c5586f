import { checkFinds } from '../../kit/checks.ts';
import { checkFindsNobody, quoted } from '../client.ts';
import { AS_JSON, specStep } from './spec.ts';

export const specR5 = specStep('R5', {
  name: 'spec-r5-random-user-name',
  title: 'A new userName is not found before the user is created, and is found right after',
  law: 'Okta makes sure that a random person is not there before it creates them. The answer must be of this moment: neither a guess nor from a cache.',
  fix: 'Answer filters from the same data that POST writes, without a cache in between.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    const filter = `userName eq ${quoted(body.userName)}`;
    await checkFindsNobody(scim, '/Users', filter);
    const { id } = created(await scim.post('/Users', body, AS_JSON));
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
});
