import type { Case } from '../kit/case.ts';
import { checkAt, checkFinds, checkStatus } from '../kit/checks.ts';

export const unknownParameterIsTolerated: Case = {
  id: '7644-3.4.2-unknown-parameter',
  title: 'A query parameter that the server does not know changes nothing',
  source: 'RFC 7644 §3.4.2; Microsoft Entra ID',
  law: 'Entra ID’s switch `aadOptscim062020` stands behind the base URL and so comes with every request. A server that refuses it cannot be connected.',
  fix: 'Ignore query parameters that you do not know, on lists and on single resources, wherever they stand and whether they have a value or none.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    const filter = `userName eq "${userName}"`;
    const flagged = scim.as({ query: { aadOptscim062020: '' } });
    checkFinds(await flagged.get('/Users', { query: { filter } }), [id]);
    checkFinds(await scim.get('/Users', { query: { filter, aadOptscim062020: '' } }), [id]);
    const answer = await flagged.get(`/Users/${encodeURIComponent(id)}`);
    checkStatus(answer, 200);
    checkAt(answer, 'id', id);
  },
};
