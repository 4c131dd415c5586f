import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const malformedPath400: Case = {
  id: '7644-3.5.2-malformed-path-400',
  title: 'A path that cannot be read is answered 400 with invalidPath',
  source: 'RFC 7644 §3.5.2',
  law: 'A path that is against the grammar is refused with 400 and invalidPath; invalidFilter will do where the filter in it is what is wrong.',
  fix: 'Parse paths with a grammar and refuse what is left over, instead of looking for what is known in the text.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const answer = await patch(scim, address, { op: 'replace', path: 'emails[type eq "work"', value: 'x@example.com' });
    checkStatus(answer, 400);
    const { scimType } = answer.body;
    check(
      scimType === 'invalidPath' || scimType === 'invalidFilter',
      `scimType in the error to ${answer.request} should be "invalidPath", and is ${shown(scimType)}.`,
    );
  },
};
