import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const externalIdComesBack: Case = {
  id: '7643-3.1-external-id-comes-back',
  title: '`externalId` comes back as it was sent',
  source: 'RFC 7643 §3.1',
  law: 'externalId is the client’s own name for a resource, and the client must find it again as it was.',
  fix: 'Store externalId unchanged and return it.',
  async run({ unique, createUser, read }) {
    const externalId = unique('00u-ExternalId/Ä');
    const answer = await read(await createUser({ externalId }));
    checkStatus(answer, 200);
    checkAt(answer, 'externalId', externalId);
  },
};
