import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { attributesOf } from '../kit/discovery.ts';
import { URN } from '../kit/urns.ts';

export const answersOnlyWhatIsDeclared: Case = {
  id: '7643-7-answers-only-what-is-declared',
  title: 'Users have no attribute that /Schemas does not declare',
  source: 'RFC 7643 §7',
  law: 'The schemas describe all that a resource holds; clients build their mappings from them.',
  fix: 'Declare each attribute that users are answered with, or leave it out of answers.',
  async run({ scim, createUser, read }) {
    const declared = (await attributesOf(scim, URN.user)).map(({ name }) => name);
    const answer = await read(await createUser({ title: 'Countess', nickName: 'Ada', locale: 'en-GB' }));
    checkStatus(answer, 200);
    const common = ['schemas', 'id', 'externalId', 'meta'];
    const others = Object.keys(answer.body).filter(
      (name) => !name.startsWith('urn:') && !common.includes(name) && !declared.includes(name),
    );
    checkEqual(others, [], 'what a user holds and /Schemas does not declare');
  },
};
