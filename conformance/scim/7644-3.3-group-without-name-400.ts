import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const groupWithoutName400: Case = {
  id: '7644-3.3-group-without-name-400',
  title: 'A group without a displayName is answered 400',
  source: 'RFC 7644 §3.3; RFC 7643 §4.2',
  law: 'displayName is required of a group. One without it is refused with 400.',
  fix: 'Check that displayName is there before you store a group, and answer 400 (scimType invalidValue).',
  async run({ scim, groupBody, created }) {
    checkError(noted({ created }, await scim.post('/Groups', groupBody({ displayName: undefined }))), 400);
  },
};
