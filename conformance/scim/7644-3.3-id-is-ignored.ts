import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const idIsIgnored: Case = {
  id: '7644-3.3-id-is-ignored',
  title: 'An id in the body of a POST is ignored',
  source: 'RFC 7644 §3.3; RFC 7643 §3.1',
  law: '`id` is the server’s to make. What a client sends as id is left aside, and is no reason to refuse.',
  fix: 'Take `id` out of what was sent before you store it, and make your own.',
  async run({ unique, createUser }) {
    const own = unique('my-own-id');
    const { id } = await createUser({ id: own });
    check(id !== own, `The new id should be the server’s own, and is the one that was sent, ${shown(own)}.`);
  },
};
