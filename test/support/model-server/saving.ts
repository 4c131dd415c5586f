import { enterpriseUserSchema } from '../../../src/core/resources/attribute-table.rules.ts';
import { isObject, isSame } from '../../../src/core/resources/codec.rules.ts';
import { foldKey } from '../../../src/core/resources/fold.rules.ts';
import { isId } from '../../../src/platform/ids.ts';
import { keptOf } from './bent-bodies.ts';
import { notFound, Refused } from './refused.ts';
import type { FaultName } from './switches.ts';
import type { Kind, Stored, World } from './world.ts';

/** The resource with an id. Throws Refused 404. */
export function stored(world: World, kind: Kind, id: string): Stored {
  const found = world.resources.get(id) ?? (world.has('deleted-stays-readable') ? world.deleted.get(id) : undefined);
  if (found === undefined && world.has('odd-id-500') && !isId(id)) throw new Refused(500, 'invalid input syntax');
  if (found === undefined && world.has('unknown-id-400')) throw new Refused(400, 'This id is unknown.');
  if (found === undefined || found.kind !== kind) throw notFound(id);
  if (world.has('inactive-not-found') && found.attributes['active'] === false) throw notFound(id);
  return found;
}

/** The resources of a kind that have a name or an externalId of this one, itself left out. */
export function holdersOf(
  world: World,
  { kind, id, attributes }: Pick<Stored, 'kind' | 'id' | 'attributes'>,
): Stored[] {
  const name = kind === 'User' ? 'userName' : 'displayName';
  const fold = world.has('duplicate-in-other-case-allowed') ? String : foldKey;
  const key = fold(String(attributes[name]));
  const foldId = world.has('external-id-unique-without-case') ? foldKey : String;
  const { externalId } = attributes;
  const hasId = (claimed: unknown) =>
    typeof claimed === 'string' && typeof externalId === 'string' && foldId(claimed) === foldId(externalId);
  const gone = world.has('deleted-name-stays-taken') ? world.deleted.values() : [];
  return [...world.resources.values(), ...gone].filter(
    (each) =>
      each.kind === kind &&
      each.id !== id &&
      (fold(String(each.attributes[name])) === key || hasId(each.attributes['externalId'])),
  );
}

/** How a resource comes to be saved, for the faults that are about one way. */
export type Way = 'create' | 'put' | 'patch';

const DUPLICATES: Readonly<Record<Way, FaultName>> = {
  create: 'duplicate-created',
  put: 'duplicate-by-put',
  patch: 'duplicate-by-patch',
};

/** Throws Refused 409 when somebody else has the name (RFC 7644 §3.3). */
export function assertUnique(world: World, saved: Stored, way: Way): void {
  if (holdersOf(world, saved).length === 0 || world.has(DUPLICATES[way])) return;
  if (saved.kind === 'Group' && world.has('duplicate-group-allowed')) return;
  const scimType = world.has('conflict-without-scim-type') ? undefined : 'uniqueness';
  throw new Refused(world.has('conflict-400') ? 400 : 409, 'Somebody else has this name or externalId.', { scimType });
}

/** Throws Refused when a member, or the manager, is nobody; those whom it had before are not asked for again. */
export function assertThere(world: World, after: Stored, before?: Stored): void {
  const known = before === undefined ? [] : [...before.members, managerOf(before)];
  const isMissing = (id: string) => !known.includes(id) && !world.resources.has(id);
  const missing = after.members.filter(isMissing);
  if (missing.length > 0 && !world.has('deleted-user-stays-in-members')) {
    const status = world.has('unknown-member-500') ? 500 : 400;
    throw new Refused(status, `Nobody has the id ${missing.join(', ')}.`, { scimType: 'invalidValue' });
  }
  const manager = managerOf(after);
  if (manager !== undefined && isId(manager) && isMissing(manager))
    throw new Refused(400, `manager.value: nobody has the id ${manager}.`, { scimType: 'invalidValue' });
}

function managerOf({ attributes }: Stored): string | undefined {
  const enterprise = attributes[enterpriseUserSchema.id];
  const value = isObject(enterprise) && isObject(enterprise['manager']) ? enterprise['manager']['value'] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A resource as it was and as it is to be. */
type Change = { readonly before: Stored; readonly after: Stored; readonly way: Exclude<Way, 'create'> };

/** Keeps a resource as it is to be, if anything about it has changed. Gives what is kept. Throws Refused. */
export function saved(world: World, { before, after, way }: Change): Stored {
  const wanted = { ...after, attributes: keptOf(world, after.attributes), members: eachOnce(world, after.members) };
  const isMoved = !isSame(before.members, wanted.members);
  const isChanged = !isSame(before.attributes, wanted.attributes);
  const hasShown = !isSame(before.shown, wanted.shown);
  if (!isChanged && !isMoved && !hasShown && !world.has('no-op-bumps-last-modified')) return before;
  assertUnique(world, wanted, way);
  assertThere(world, wanted, before);
  const isStale =
    world.has('last-modified-not-bumped') || (!isChanged && world.has('last-modified-not-bumped-by-members'));
  const kept = { ...wanted, lastModified: isStale ? before.lastModified : world.now() };
  world.resources.set(kept.id, kept);
  if (world.has('deactivation-drops-memberships') && kept.attributes['active'] === false) leaveGroups(world, kept.id);
  return kept;
}

/** Members without those who are named a second time. */
export function eachOnce(world: World, members: readonly string[]): readonly string[] {
  return world.has('duplicate-members-kept') ? members : [...new Set(members)];
}

/** Takes somebody out of all groups. */
export function leaveGroups(world: World, id: string): void {
  for (const group of world.resources.values()) {
    if (!group.members.includes(id)) continue;
    const members = group.members.filter((each) => each !== id);
    world.resources.set(group.id, { ...group, members, lastModified: world.now() });
  }
}
