import { check } from '../../kit/checks.ts';
import { pathOf, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const mediaType: Scenario<Entra> = {
  name: 'media-type',
  title: 'Answers are application/scim+json',
  source: 'Microsoft SCIM validator',
  law: 'The validator stops at an answer that is application/json (RFC 7644 §8.1 registers application/scim+json).',
  fix: 'Send Content-Type: application/scim+json with every answer that has a body.',
  async run({ scim }, { createUser }) {
    const { id } = await createUser();
    for (const path of [pathOf('Users', id), '/Users?count=1']) {
      const { headers, request } = await scim.get(path);
      const type = headers['content-type'] ?? 'nothing';
      check(
        /^application\/scim\+json/i.test(type),
        `The answer to ${request} should be application/scim+json, and is ${type}.`,
      );
    }
  },
};
