import type { Case } from '../../kit/case.ts';
import { checkAt, checkFinds, checkStatus } from '../../kit/checks.ts';
import { quoted } from '../client.ts';
import { askByForm } from './look-up.ts';

export const authentikConflictThenLookUp: Case = {
  id: 'authentik-conflict-then-look-up',
  title:
    'A creation that is refused with 409 leads to the user who has the userName, with blanks in the filter sent as +',
  source: 'authentik, SCIM provider',
  law: 'authentik creates without a look. On 409 it sends the filter encoded like a form (userName+eq+%22…%22) and links to the first whom it gets; any other refusal ends the task.',
  fix: 'Refuse a taken userName with 409, read + in the query as a blank, and find exactly the user who has the name.',
  needs: ['filter'],
  async run({ scim, userBody, created, createUser }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const body = userBody();
    const { id } = created(await scim.post('/Users', body));
    const again = await scim.post('/Users', body);
    checkStatus(again, 409, 200, 201);
    if (again.status !== 409) checkAt(again, 'id', id);
    checkFinds(await askByForm(scim, '/Users', `userName eq ${quoted(body.userName)}`), [id]);
  },
};
