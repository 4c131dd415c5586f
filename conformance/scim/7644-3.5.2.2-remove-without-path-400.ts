import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const removeWithoutPath400: Case = {
  id: '7644-3.5.2.2-remove-without-path-400',
  title: 'remove without a path is answered 400 with noTarget',
  source: 'RFC 7644 §3.5.2.2',
  law: 'remove has to say what. Without a path it is refused with 400 and the scimType noTarget.',
  fix: 'Refuse remove without a path before you apply anything.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    checkError(await patch(scim, addressOf(await createUser()), { op: 'remove' }), 400, 'noTarget');
  },
};
