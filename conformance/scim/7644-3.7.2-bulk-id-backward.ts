import { bulk, creating, madeId } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now } from '../kit/changes.ts';

export const bulkIdBackward: Case = {
  id: '7644-3.7.2-bulk-id-backward',
  title: 'A group of a bulk has a member whom the same bulk has created before',
  source: 'RFC 7644 §3.7.2',
  law: 'bulkId:… stands for the id of what another operation of the same bulk creates.',
  fix: 'Keep the new ids by bulkId while the bulk runs, and put them in where bulkId:… stands.',
  needs: ['bulk'],
  async run({ scim, userBody, groupBody, created }) {
    const members = [{ value: 'bulkId:ada' }];
    const answer = await bulk({ scim, created }, [
      creating('ada', userBody()),
      creating('team', groupBody({ members }), '/Groups'),
    ]);
    const ada = await madeId({ scim, created }, answer, 'ada');
    const team = await madeId({ scim, created }, answer, 'team');
    checkValues(await now(scim, addressOf({ id: team }, 'Groups')), 'members', [ada]);
  },
};
