import { check, checkPage } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const schemas: Scenario<Entra> = {
  name: 'schemas',
  title: 'The schemas of users and groups can be read',
  source: 'Microsoft logic app validation, schema discoverability',
  law: 'When the mappings are saved, a gallery app is asked for GET /Schemas, to offer its attributes.',
  fix: 'Serve GET /Schemas as a ListResponse with the core User and Group schemas and their attributes.',
  async run({ scim }) {
    const { resources } = checkPage(await scim.get('/Schemas'));
    for (const urn of [URN.user, URN.group]) {
      const attributes = resources.find(({ id }) => id === urn)?.['attributes'];
      check(Array.isArray(attributes) && attributes.length > 0, `GET /Schemas should show ${urn} with its attributes.`);
    }
  },
};
