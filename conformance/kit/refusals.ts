import { randomUUID } from 'node:crypto';
import { noted } from './changes.ts';
import { check } from './checks.ts';
import type { Answer } from './scim-client.ts';
import type { Trial } from './trial.ts';

/**
 * Refusals of five kinds: somebody who is not there (404), a body that is no JSON (400), a wrong token and none (401),
 * a name that is taken (409). What is not refused is left out: that is other cases' business.
 */
export async function refusals({ scim, unique, userBody, created }: Trial): Promise<readonly Answer[]> {
  const body = userBody();
  noted({ created }, await scim.post('/Users', body));
  const answers = [
    await scim.get(`/Users/${randomUUID()}`),
    await scim.post('/Users', '{"userName":'),
    await scim.get('/Users', { token: unique('wrong'), query: { count: 1 } }),
    await scim.get('/Users', { token: null, query: { count: 1 } }),
    noted({ created }, await scim.post('/Users', body)),
  ];
  const refused = answers.filter(({ status }) => status >= 400);
  check(
    refused.length > 0,
    'Something should be refused: a user who is not there, a body that is no JSON, a wrong token, a taken name. Nothing was.',
  );
  return refused;
}
