import { checkEqual } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const match: Scenario<Okta> = {
  name: 'match',
  title: 'A person who is there already is found by userName, and nobody else is',
  source: 'Okta, assignment of a person',
  law: 'Before it creates, Okta sends GET /Users?filter=userName eq "…"&startIndex=1&count=100 and links to the first user of the answer, whoever that is.',
  fix: 'Honour the filter together with startIndex and count. A filter that cannot be honoured is 400, never a list of everybody.',
  async run({ match: find }, { createUser, unique }) {
    const [one, two] = [await createUser(), await createUser()];
    for (const { id, userName } of [one, two])
      checkEqual(
        (await find(String(userName)))?.['id'],
        id,
        `the id of the first user found by userName ${String(userName)}`,
      );
    const nobody = await find(`${unique('nobody')}@example.com`);
    checkEqual(nobody, undefined, 'the first user found by a userName that nobody has');
  },
};
