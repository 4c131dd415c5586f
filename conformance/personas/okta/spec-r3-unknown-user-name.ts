import { checkEqual } from '../../kit/checks.ts';
import { quoted } from '../client.ts';
import { checkOktaPage } from './okta-checks.ts';
import { specStep } from './spec.ts';

export const specR3 = specStep('R3', {
  name: 'spec-r3-unknown-user-name',
  title: 'A filter for a userName that nobody has is 200 with nobody',
  law: 'Okta looks for the userName before it creates somebody; the step passes with 200, a ListResponse and totalResults 0, and not with 404.',
  fix: 'Answer a filter without a hit with 200, `totalResults: 0` and no Resources. 404 is for a single resource by id.',
  async run({ scim, unique, createUser }) {
    await createUser();
    const filter = `userName eq ${quoted(`${unique('nobody')}@example.com`)}`;
    const { totalResults, resources } = checkOktaPage(await scim.get('/Users', { query: { filter } }));
    checkEqual([totalResults, resources.length], [0, 0], 'totalResults, and how many users came,');
  },
});
