import type { Case } from '../../kit/case.ts';
import { checkAt, checkFinds } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const pingMatch: Case = {
  id: 'ping-match',
  title: 'The filter on userName, which is its default, finds the one user who has it',
  source: 'Ping Identity, SCIM connector, "Unique User Identifier"',
  law: 'Until it knows the id of somebody, Ping looks for them with userName eq, and takes whom it gets for the same person.',
  fix: 'Find by filter=userName eq "…" exactly the user who has it, with the id.',
  async run({ scim, createUser }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const { id, userName } = await createUser();
    const answer = await scim.get('/Users', { query: { filter: `userName eq ${quoted(String(userName))}` } });
    checkFinds(answer, [id]);
    checkAt(answer, 'Resources.0.userName', userName);
  },
};
