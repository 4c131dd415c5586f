import { checkEqual, checkPage } from '../../kit/checks.ts';
import { quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const testConnection: Scenario<Entra> = {
  name: 'test-connection',
  title: 'A filter for a random GUID finds nobody, and is 200',
  source: 'Microsoft Entra ID, "Test Connection"',
  law: 'Entra looks for a user and a group whose name is a random GUID, with and without a query parameter of its own, and expects 200 with totalResults 0. A 404 counts as a broken connection and puts the job into quarantine.',
  fix: 'Answer a filter without a hit with 200, `totalResults: 0` and the ListResponse schema, and ignore query parameters that you do not know.',
  async run({ scim }) {
    for (const [path, attribute] of [
      ['/Users', 'userName'],
      ['/Groups', 'displayName'],
    ] as const) {
      const filter = `${attribute} eq ${quoted(crypto.randomUUID())}`;
      checkEqual(checkPage(await scim.get(path, { query: { filter } })).totalResults, 0, `totalResults of GET ${path}`);
    }
  },
};
