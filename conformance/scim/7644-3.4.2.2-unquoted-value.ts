import type { Case } from '../kit/case.ts';
import { checkError, checkFinds } from '../kit/checks.ts';

export const unquotedValueIsNotGuessed: Case = {
  id: '7644-3.4.2.2-unquoted-value',
  title: 'A value without quotes is refused, or meant as it stands',
  source: 'RFC 7644 §3.4.2.2; Entra ID’s examples, authentik',
  law: 'Texts stand in quotes, and some clients leave them out. A server may refuse that with 400, or read it as the text, and must never answer with somebody else.',
  fix: 'Answer 400 with scimType invalidFilter, or take a bare word as the value that it is.',
  async run({ scim, unique, createUser }) {
    const userName = unique('ada');
    const { id } = await createUser({ userName });
    await createUser();
    const answer = await scim.get('/Users', { query: { filter: `userName eq ${userName}` } });
    if (answer.status === 400) checkError(answer, 400, 'invalidFilter');
    else checkFinds(answer, [id]);
  },
};
