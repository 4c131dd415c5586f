import { check } from '../../kit/checks.ts';
import { at, type Json, shown } from '../../kit/json.ts';
import type { Answer } from '../../kit/scim-client.ts';
import type { Trial } from '../../kit/trial.ts';
import type { Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

/** One step of the test that Okta asks for before an app is listed (Okta-SCIM-20-SPEC-Test). */
export function specStep(
  step: string,
  { run, ...said }: Omit<Scenario<Okta>, 'source' | 'run'> & { readonly run: (trial: Trial) => Promise<void> },
): Scenario<Okta> {
  return {
    ...said,
    source: `Okta SCIM 2.0 SPEC test, ${step}`,
    run: ({ scim }, trial) => run({ ...trial, scim: scim.as({ headers: { 'user-agent': 'OKTA SCIM Integration' } }) }),
  };
}

/** The two POSTs of the test come as plain JSON. */
export const AS_JSON = {
  headers: { 'content-type': 'application/json', accept: 'application/scim+json; charset=utf-8' },
};

/** The fields that the test reads of a user are all there. */
export function checkFields(user: Json | undefined, { request }: Answer): void {
  for (const path of ['id', 'name.givenName', 'name.familyName', 'userName', 'emails.0.value']) {
    const value = at(user, path);
    check(
      typeof value === 'string' && value !== '',
      `${path} of the user in the answer to ${request} should be there, and is ${shown(value)}.`,
    );
  }
  const active = at(user, 'active');
  check(
    typeof active === 'boolean',
    `active of the user in the answer to ${request} should be true or false, and is ${shown(active)}.`,
  );
}
