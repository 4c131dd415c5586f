import { check } from '../../kit/checks.ts';
import { checkOktaPage } from './okta-checks.ts';
import { specStep } from './spec.ts';

export const specR10 = specStep('R10', {
  name: 'spec-r10-groups',
  title: 'GET /Groups is 200 with a list',
  law: 'Okta reads GET /Groups without anything else, and expects 200 within 600 ms (the time is not measured here; the report shows it).',
  fix: 'Answer GET /Groups with a ListResponse. When it is slow, do not load the members of all groups in one statement for each.',
  async run({ scim, createGroup }) {
    await createGroup();
    const { totalResults } = checkOktaPage(await scim.get('/Groups'));
    check(
      totalResults > 0,
      'totalResults in the answer to GET /Groups should count the group that is there, and is 0.',
    );
  },
});
