import { checkFinds } from '../../kit/checks.ts';
import { quoted } from '../client.ts';
import { specStep } from './spec.ts';

export const specR9 = specStep('R9', {
  name: 'spec-r9-user-name-in-capitals',
  title: 'A filter for the userName in capitals finds the user',
  law: 'Okta asks for the userName in capitals. userName is compared without regard to case (RFC 7643 §4.1.1): who is not found is created a second time.',
  fix: 'Fold both sides before userName is compared, in filters and where it is kept unique.',
  async run({ scim, createUser }) {
    const { id, userName } = await createUser();
    const filter = `userName eq ${quoted(String(userName).toUpperCase())}`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
});
