import { bulk, creating, madeId } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now } from '../kit/changes.ts';

export const bulkIdForward: Case = {
  id: '7644-3.7.2-bulk-id-forward',
  title: 'A group of a bulk has a member whom the same bulk creates later',
  source: 'RFC 7644 §3.7.2',
  law: 'A reference by bulkId may come before what it refers to; the server finds an order that works.',
  fix: 'Sort operations by their references before you run them, or fill in what is missing at the end.',
  needs: ['bulk'],
  async run({ scim, userBody, groupBody, created }) {
    const members = [{ value: 'bulkId:ada' }];
    const answer = await bulk({ scim, created }, [
      creating('team', groupBody({ members }), '/Groups'),
      creating('ada', userBody()),
    ]);
    const ada = await madeId({ scim, created }, answer, 'ada');
    const team = await madeId({ scim, created }, answer, 'team');
    checkValues(await now(scim, addressOf({ id: team }, 'Groups')), 'members', [ada]);
  },
};
