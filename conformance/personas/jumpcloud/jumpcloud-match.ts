import type { Case } from '../../kit/case.ts';
import { checkFinds } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const jumpcloudMatch: Case = {
  id: 'jumpcloud-match',
  title: 'A userName finds the one user who has it, and one that nobody has finds nobody',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"',
  law: 'JumpCloud looks somebody up before it decides between creating and updating. A filter that is passed over gives somebody else, who is then overwritten.',
  fix: 'Apply filter=userName eq "…" to the letter, and answer 200 with totalResults 0 when nobody has it.',
  async run({ scim, createUser, unique }) {
    // Somebody else is there, so that a filter that is passed over shows.
    await createUser();
    const { id, userName } = await createUser();
    const find = (name: string) => scim.get('/Users', { query: { filter: `userName eq ${quoted(name)}` } });
    checkFinds(await find(String(userName)), [id]);
    checkFinds(await find(`${unique('nobody')}@example.com`), []);
  },
};
