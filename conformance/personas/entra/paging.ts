import { check, checkAt, checkPage } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const paging: Scenario<Entra> = {
  name: 'paging',
  title: 'The second page of five begins where it is asked to',
  source: 'Microsoft logic app validation, paging',
  law: 'The validation reads pages with count=5, and expects startIndex of the answer to be exactly that of the request, and itemsPerPage to be how many came.',
  fix: 'Echo startIndex, give at most `count` resources, and set itemsPerPage to their number.',
  async run({ scim }, trial) {
    for (let made = 0; made < 6; made += 1) await trial.createUser();
    for (const startIndex of [1, 6]) {
      const { answer, resources } = checkPage(await scim.get('/Users', { query: { startIndex, count: 5 } }));
      checkAt(answer, 'startIndex', startIndex);
      checkAt(answer, 'itemsPerPage', resources.length);
      const size = resources.length;
      check(
        size >= 1 && size <= 5,
        `The page from ${startIndex} with count=5 should have 1 to 5 users, and has ${size}.`,
      );
    }
  },
};
