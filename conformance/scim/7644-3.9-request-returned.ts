import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const onRequestOnly: Case = {
  id: '7644-3.9-request-returned',
  title: 'What is returned on request is shown only when it is named',
  source: 'RFC 7644 §3.9, RFC 7643 §7',
  law: 'An attribute that a schema declares as returned "request" is shown when `attributes` names it, and not otherwise.',
  fix: 'Leave out attributes with returned "request" unless they are named, or declare them as "default" in /Schemas.',
  async run({ scim, createUser, read, skip }) {
    const user = await createUser();
    const schema = await scim.get(`/Schemas/${URN.user}`);
    const hides = objectsIn(schema.body['attributes'])
      .filter(({ returned }) => returned === 'request')
      .map(({ name }) => String(name));
    if (hides.length === 0) skip('The schema of users declares no attribute as returned on request.');
    const answer = await read(user);
    checkStatus(answer, 200);
    checkShows(answer.body, { shows: ['id'], hides }, answer.request);
  },
};
