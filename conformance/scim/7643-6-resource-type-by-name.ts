import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const resourceTypeByName: Case = {
  id: '7643-6-resource-type-by-name',
  title: 'A resource type can be read by its name',
  source: 'RFC 7644 §4',
  law: 'A resource type is read at /ResourceTypes/ and its name.',
  fix: 'Answer GET /ResourceTypes/User with that one resource type.',
  async run({ scim }) {
    const answer = await scim.get('/ResourceTypes/User');
    checkStatus(answer, 200);
    checkAt(answer, 'name', 'User');
    checkAt(answer, 'endpoint', '/Users');
  },
};
