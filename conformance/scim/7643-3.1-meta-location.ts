import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const metaLocation: Case = {
  id: '7643-3.1-meta-location',
  title: '`meta.location` leads to the resource',
  source: 'RFC 7643 §3.1',
  law: 'meta.location is the address of the resource.',
  fix: 'Put the whole address of the resource, below the base URL that clients use, into meta.location.',
  async run({ createUser, read }) {
    const user = await createUser();
    const answer = await read(user);
    checkStatus(answer, 200);
    const location = at(answer.body, 'meta.location');
    check(
      typeof location === 'string' &&
        URL.canParse(location) &&
        new URL(location).pathname.endsWith(`/Users/${user.id}`),
      `meta.location should be an address that ends with /Users/${user.id}, and is ${shown(location)}.`,
    );
  },
};
