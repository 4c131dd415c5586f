import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const garbageCursorIsRefused: Case = {
  id: '9865-2.1-invalid-cursor',
  title: 'A cursor that the server never made is refused with invalidCursor',
  source: 'RFC 9865 §2.1',
  law: 'A cursor is the server’s own. Anything else in its place is answered with 400 and invalidCursor, and neither with the first page nor with 500.',
  fix: 'Check the cursor before you use it, with a signature for instance, and answer 400 with scimType invalidCursor.',
  needs: ['cursor'],
  async run({ scim, unique }) {
    for (const cursor of ['garbage', unique('cursor'), 'eyJpZCI6IjEifQ'])
      checkError(await scim.get('/Users', { query: { cursor, count: 1 } }), 400, 'invalidCursor');
  },
};
