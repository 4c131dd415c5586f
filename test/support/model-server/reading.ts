import { membersIn, readGroup } from '../../../src/core/groups/group-resource.rules.ts';
import { type Canonical, isObject, readResource } from '../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../src/core/users/user-resource.rules.ts';
import { assertTaken, misread, shownOf, withoutParts, withPrimaries } from './bent-bodies.ts';
import type { Kind, Stored, World } from './world.ts';

/** What a client says of a resource as a whole. */
type Claimed = Pick<Stored, 'attributes' | 'members'> & { readonly shown: Canonical };

/** Reads a resource as POST and PUT carry it. Throws Refused and ResourceFault. */
export function readClaimed(world: World, kind: Kind, json: unknown): Claimed {
  const body = isObject(json) ? json : {};
  assertTaken(world, kind, body);
  const claimed = isObject(json) ? misread(world, kind, json) : json;
  const read = kind === 'User' ? readResource(userResource, claimed) : readGroup(claimed);
  return {
    attributes: withPrimaries(world, withoutParts(world, read), body),
    members: kind === 'User' || world.has('members-on-create-ignored') ? [] : membersIn(body),
    shown: shownOf(world, body),
  };
}
