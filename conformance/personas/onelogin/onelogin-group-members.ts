import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, quoted } from '../client.ts';

// How it takes members out is from a weak source: in the form of the RFC.
export const oneloginGroupMembers: Case = {
  id: 'onelogin-group-members',
  title: 'PATCH takes members into a group and out of it, and leaves the others where they are',
  source: 'OneLogin, goauthentik/authentik issue 11249; RFC 7644 §3.5.2',
  law: 'OneLogin creates a group without members and PATCHes them in, and out again, as rules match them.',
  fix: 'Take PATCH /Groups/{id} with add at members, and with remove at members[value eq "id"], and change nobody else.',
  async run({ scim, createUser, createGroup }) {
    const [leaver, other] = [await createUser(), await createUser()];
    const { id } = await createGroup();
    for (const value of [leaver.id, other.id]) {
      const adding = patchOf({ op: 'add', path: 'members', value: [{ value }] });
      checkStatus(await scim.patch(`/Groups/${id}`, adding), 200, 204);
    }
    await checkMembers(scim, id, [leaver.id, other.id]);
    const removing = patchOf({ op: 'remove', path: `members[value eq ${quoted(leaver.id)}]` });
    checkStatus(await scim.patch(`/Groups/${id}`, removing), 200, 204);
    await checkMembers(scim, id, [other.id]);
  },
};
