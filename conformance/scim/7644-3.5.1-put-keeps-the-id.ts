import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { check, checkEqual, checkStatus } from '../kit/checks.ts';

export const putKeepsTheId: Case = {
  id: '7644-3.5.1-put-keeps-the-id',
  title: 'PUT leaves the id as it is, whatever was sent',
  source: 'RFC 7644 §3.5.1; RFC 7643 §3.1',
  law: 'The id is the server’s and never changes. A foreign one in the body is left aside, or the request is refused.',
  fix: 'Take the id from the address of the request, never from its body.',
  async run({ scim, unique, userBody, createUser }) {
    const body = userBody();
    const user = await createUser(body);
    const foreign = unique('id');
    checkStatus(await scim.put(addressOf(user), { ...body, id: foreign }), 200, 204, 400);
    checkEqual((await now(scim, addressOf(user)))['id'], user.id, 'the id after a PUT with another');
    const stranger = await scim.get(addressOf({ id: foreign }));
    check(
      stranger.status >= 400,
      `Nobody should be at ${stranger.request}, and it was answered with ${stranger.status}.`,
    );
  },
};
