import { checkEqual } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const matchPlusSign: Scenario<Okta> = {
  name: 'match-plus-sign',
  title: 'A userName with a plus sign is stored and found as it is',
  source: 'Okta, assignment of a person',
  law: 'Okta encodes the plus sign of a userName as %2B in the filter. A server that decodes the query twice looks for a blank in its place.',
  fix: 'Decode the query once: %2B is a plus sign, and stays one.',
  async run({ match: find }, { createUser, unique }) {
    const userName = `${unique('ada')}+okta@example.com`;
    const { id } = await createUser({ userName });
    checkEqual((await find(userName))?.['id'], id, `the id of the user found by userName ${userName}`);
  },
};
