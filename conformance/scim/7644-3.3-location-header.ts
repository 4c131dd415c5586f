import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const locationHeader: Case = {
  id: '7644-3.3-location-header',
  title: 'The Location of a new user is its meta.location',
  source: 'RFC 7644 §3.3',
  law: 'The address of what was created is in the header Location, and it is the same as meta.location in the body.',
  fix: 'Send `Location` with the 201, and put the same absolute address into meta.location.',
  async run({ scim, userBody, created }) {
    const answer = await scim.post('/Users', userBody());
    const user = created(answer);
    const { location } = answer.headers;
    check(
      location?.endsWith(addressOf(user)) === true,
      `The Location in the answer to ${answer.request} should end with ${addressOf(user)}, and is ${shown(location)}.`,
    );
    checkEqual(at(answer.body, 'meta.location') ?? location, location, 'meta.location beside the header Location');
  },
};
