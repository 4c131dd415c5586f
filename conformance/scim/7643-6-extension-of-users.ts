import type { Case } from '../kit/case.ts';
import { employee } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';
import { described } from '../kit/discovery.ts';
import { objectsIn, shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const extensionOfUsers: Case = {
  id: '7643-6-extension-of-users',
  title: 'The resource type of users names the enterprise extension, when users have it',
  source: 'RFC 7643 §6',
  law: 'schemaExtensions of a resource type names the extensions that its resources can have. Clients offer to map what stands there.',
  fix: 'Add `{"schema": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "required": false}` to `schemaExtensions` of /ResourceTypes/User.',
  async run(trial) {
    await employee(trial, 'Analysis');
    const { schemaExtensions } = await described(trial.scim, '/ResourceTypes', 'User');
    check(
      objectsIn(schemaExtensions).some(({ schema }) => schema === URN.enterprise),
      `schemaExtensions of the resource type User should name ${URN.enterprise}, and is ${shown(schemaExtensions)}.`,
    );
  },
};
