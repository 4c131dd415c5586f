import { checkStatus } from '../../kit/checks.ts';
import { quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const wrongToken: Scenario<Entra> = {
  name: 'wrong-token',
  title: 'A wrong token is 401',
  source: 'Microsoft logic app validation, invalid credentials',
  law: 'Entra quarantines the job at once on 401, and tells the administrator that the credentials are wrong. Any other answer hides that.',
  fix: 'Answer 401 with a SCIM Error whenever the token is missing or wrong.',
  async run({ scim }, { unique }) {
    const query = { filter: `userName eq ${quoted(crypto.randomUUID())}` };
    checkStatus(await scim.get('/Users', { query, token: unique('wrong') }), 401);
    checkStatus(await scim.get('/Users', { query, token: null }), 401);
  },
};
