import type { Case } from '../kit/case.ts';
import { check, cursorPage } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const cursorFitsInAddress: Case = {
  id: '9865-2-url-safe',
  title: 'A cursor is made of characters that need no encoding',
  source: 'RFC 9865 §2, RFC 3986 §2.3',
  law: 'Clients put the cursor into an address as it is, so that it may have letters, digits, hyphen, dot, underscore and tilde only.',
  fix: 'Write the cursor in base64url without padding.',
  needs: ['cursor'],
  async run({ scim, unique, createUser, skip }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, cursor: '', count: 1 };
    const { next } = cursorPage(await scim.get('/Users', { query }));
    if (next === undefined) return skip('The server gave no cursor to go on with.');
    check(/^[\w.~-]+$/.test(next), `nextCursor should need no encoding, and is ${shown(next)}.`);
  },
};
