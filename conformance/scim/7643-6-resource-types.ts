import type { Case } from '../kit/case.ts';
import { checkEqual, listed } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const resourceTypes: Case = {
  id: '7643-6-resource-types',
  title: 'The resource types name User and Group',
  source: 'RFC 7643 §6',
  law: 'Each type of resource is described by its name, its endpoint and its schema.',
  fix: 'Answer GET /ResourceTypes with a list that holds User (/Users) and Group (/Groups) with their schemas.',
  async run({ scim }) {
    const types = listed(await scim.get('/ResourceTypes'));
    for (const [name, endpoint, schema] of [
      ['User', '/Users', URN.user],
      ['Group', '/Groups', URN.group],
    ]) {
      const type = types.find((each) => each['name'] === name);
      checkEqual(at(type, 'endpoint'), endpoint, `endpoint of the resource type ${name}`);
      checkEqual(at(type, 'schema'), schema, `schema of the resource type ${name}`);
    }
  },
};
