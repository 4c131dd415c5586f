import type { Case } from '../kit/case.ts';
import { check, checkAt } from '../kit/checks.ts';

export const locationHeader: Case = {
  id: '7644-3.3-location-header',
  title: 'The Location of a new user is its meta.location',
  source: 'RFC 7644 §3.3',
  law: 'The address of what was created is in the header Location, and it is the same as meta.location in the body.',
  fix: 'Send `Location` with the 201, and put the same absolute address into meta.location.',

  async run({ scim, userBody, created }) {
    const answer = await scim.post('/Users', userBody());
    created(answer);
    const { location } = answer.headers;
    check(
      location !== undefined && location !== '',
      `${answer.request} should be answered with a Location, and was with none.`,
    );
    checkAt(answer, 'meta.location', location);
  },
};
