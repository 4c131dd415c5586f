import type { Case } from '../kit/case.ts';
import { addressOf, now, patch } from '../kit/changes.ts';
import { check, checkEqual } from '../kit/checks.ts';

const STRANGE = 'urn:ietf:params:scim:schemas:extension:example:2.0:User';

export const unknownExtensionPath: Case = {
  id: '7644-3.5.2-unknown-extension',
  title: 'A path into an extension that the server does not know does no harm',
  source: 'RFC 7644 §3.5.2, §3.12',
  law: 'A path may begin with the URN of an extension. One that the server does not know is refused with 400 or left aside; it is no 5xx, and never stands for an attribute of the same name elsewhere.',
  fix: 'Look the whole URN up before the name behind it, and answer 400 with invalidPath when there is no such schema.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const user = await createUser({ displayName: 'Ada Lovelace', title: 'Countess' });
    const address = addressOf(user);
    const answer = await patch(scim, address, { op: 'replace', path: `${STRANGE}:displayName`, value: 'Nobody' });
    check(
      answer.status < 500,
      `${answer.request} with the path of an unknown extension should not be a server error, and was answered with ${answer.status}.`,
    );
    const after = await now(scim, address);
    checkEqual(after['displayName'], 'Ada Lovelace', 'displayName after a PATCH of an unknown extension');
    checkEqual(after['title'], 'Countess', 'title after a PATCH of an unknown extension');
  },
};
