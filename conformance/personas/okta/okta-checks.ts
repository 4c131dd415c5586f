import { check, checkPage, checkStatus, type Page } from '../../kit/checks.ts';
import { shown } from '../../kit/json.ts';
import type { Answer } from '../../kit/scim-client.ts';
import type { Okta } from './okta-client.ts';

/** A page as Okta reads it: a ListResponse whose three numbers are JSON numbers. Throws Failed. */
export function checkOktaPage(answer: Answer): Page {
  const page = checkPage(answer);
  for (const name of ['startIndex', 'itemsPerPage']) {
    const value = answer.body[name];
    check(
      Number.isInteger(value),
      `${name} in the answer to ${answer.request} should be a whole number, and is ${shown(value)}.`,
    );
  }
  return page;
}

/** A change was taken: a PATCH by 200 or 204, a PUT by 200. */
export function checkTaken(answer: Answer, { app }: Pick<Okta, 'app'>): void {
  if (app === 'oin') checkStatus(answer, 200, 204);
  else checkStatus(answer, 200);
}
