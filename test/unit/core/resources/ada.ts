import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { enterprise } from './documents.ts';

export const ID = '0190f3a1-0000-7000-8000-000000000001';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

/** Ada, as she is kept. */
export const ada: Canonical = readResource(userResource, {
  userName: 'ada',
  externalId: 'e1',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: 'Ada L.',
  title: 'Countess',
  active: true,
  emails: [
    { value: 'ada@work', type: 'work', primary: true },
    { value: 'ada@home', type: 'home' },
  ],
  [enterprise]: { department: 'Engines', manager: { value: 'm1' } },
});

/** Ada after a PATCH with these operations. */
export function patched(...operations: unknown[]): Canonical {
  return applyPatch(userResource, ada, readPatch(userResource, { schemas, Operations: operations }, ID));
}

/** What differs from Ada as she was; undefined for what is gone. */
export function difference(...operations: unknown[]): Record<string, unknown> {
  const after = patched(...operations);
  const names = [...new Set([...Object.keys(ada), ...Object.keys(after)])];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(ada[name]))
      .map((name) => [name, after[name]]),
  );
}
