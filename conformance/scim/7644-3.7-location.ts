import { bulk, creating, idOf } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const location: Case = {
  id: '7644-3.7-location',
  title: 'Each operation of a bulk has the address of its resource',
  source: 'RFC 7644 §3.7',
  law: 'location says where the resource is, for all operations but a POST that has failed. It is the only way for a client to learn the new id.',
  fix: 'Write the absolute address of the resource into `location`.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const body = userBody();
    const answer = await bulk({ scim, created }, [creating('ada', body)]);
    const after = await now(scim, addressOf({ id: idOf(answer, 'ada') }));
    checkEqual(after['userName'], body.userName, 'userName of the user at the location');
  },
};
