import type { Case } from '../../kit/case.ts';
import { checkError, checkFinds } from '../../kit/checks.ts';
import { askByForm } from './look-up.ts';

export const authentikUnquotedFilter: Case = {
  id: 'authentik-unquoted-filter',
  title: 'A filter value without quotation marks finds who has it, or is refused, and never finds somebody else',
  source: 'authentik issues 16455 and 16678; RFC 7644 §3.4.2.2',
  law: 'Older releases of authentik send userName eq ada without quotation marks and link to the first user whom they get.',
  fix: 'Take a single bare word for a text, or answer 400; never pass over the filter.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const userName = unique('ada').replaceAll('-', '');
    const { id } = await createUser({ userName });
    const answer = await askByForm(scim, '/Users', `userName eq ${userName}`);
    if (answer.status === 200) checkFinds(answer, [id]);
    else checkError(answer, 400);
  },
};
