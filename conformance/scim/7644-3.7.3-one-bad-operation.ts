import { bulk, creating, failing, madeId } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const oneBadOperation: Case = {
  id: '7644-3.7.3-one-bad-operation',
  title: 'An operation that fails undoes no other, and stops none',
  source: 'RFC 7644 §3.7.3',
  law: 'Without failOnErrors a server does all that can be done, and says of each operation how it went.',
  fix: 'Run each operation in a transaction of its own.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const answer = await bulk({ scim, created }, [
      creating('ada', userBody()),
      ...failing(),
      creating('bob', userBody()),
    ]);
    for (const name of ['ada', 'bob'])
      checkStatus(await scim.get(addressOf({ id: await madeId({ scim, created }, answer, name) })), 200);
  },
};
