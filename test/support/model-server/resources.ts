import { type Canonical, isObject } from '../../../src/core/resources/codec.rules.ts';
import { type Projection, readProjection } from '../../../src/core/resources/projection.rules.ts';
import { isVersionIn } from '../../../src/core/resources/version.ts';
import type { Answer } from './answers.ts';
import type { Asked } from './asked.ts';
import { keptOf } from './bent-bodies.ts';
import { patched } from './patching.ts';
import { viewOf } from './projected.ts';
import { readClaimed } from './reading.ts';
import { Refused } from './refused.ts';
import { rendered } from './rendered.ts';
import { assertThere, assertUnique, eachOnce, holdersOf, leaveGroups, saved, stored } from './saving.ts';
import { type Kind, locationOf, type Stored, type World } from './world.ts';

/** POST (RFC 7644 §3.3). An inactive user who has the name comes back under the old id. */
export function create(world: World, kind: Kind, asked: Asked): Answer {
  const projection = projectionIn(world, asked);
  const json = asked.json();
  const { attributes, members, shown } = readClaimed(world, kind, json);
  const id = idFor(world, json);
  const active = kind === 'User' ? { active: attributes['active'] ?? true } : {};
  const now = world.now();
  const fresh: Stored = {
    kind,
    id,
    created: now,
    lastModified: now,
    attributes: keptOf(world, { ...attributes, ...active }),
    members: eachOnce(world, members),
    shown,
  };
  assertThere(world, fresh);
  const adopted = adoptedBy(world, fresh);
  if (adopted === undefined) assertUnique(world, fresh, 'create');
  const kept = adopted ?? fresh;
  world.resources.set(kept.id, kept);
  if (world.has('groups-of-a-user-joined')) joinGroups(world, kept, json);
  return createdAnswer(world, kept, projection);
}

function joinGroups(world: World, { id }: Stored, json: unknown): void {
  const groups = isObject(json) && Array.isArray(json['groups']) ? json['groups'] : [];
  for (const { value } of groups.filter(isObject)) {
    const group = world.resources.get(String(value));
    if (group !== undefined) world.resources.set(group.id, { ...group, members: [...group.members, id] });
  }
}

function idFor(world: World, json: unknown): string {
  const { id } = json as { id?: unknown };
  return world.has('id-taken-from-client') && typeof id === 'string' ? id : world.newId();
}

function adoptedBy(world: World, fresh: Stored): Stored | undefined {
  const [holder, ...others] = holdersOf(world, fresh);
  const isFree = holder?.kind === 'User' && holder.attributes['active'] === false && others.length === 0;
  if (!isFree || world.deleted.has(holder.id)) return undefined;
  return { ...holder, attributes: fresh.attributes, shown: fresh.shown ?? {}, lastModified: fresh.lastModified };
}

function createdAnswer(world: World, kept: Stored, projection: Projection | undefined): Answer {
  const { headers, body } = resourceAnswer(world, kept, projection);
  const location = world.has('location-elsewhere') ? locationOf({ ...kept, id: world.newId() }) : locationOf(kept);
  return {
    status: world.has('create-answers-200') ? 200 : 201,
    headers: { ...headers, ...(world.has('create-without-location') ? {} : { location }) },
    body: world.has('create-answers-id-alone') ? { id: kept.id } : body,
  };
}

/** GET of one (RFC 7644 §3.4.1). */
export function read(world: World, kind: Kind, asked: Asked): Answer {
  const found = stored(world, kind, asked.id);
  const { version } = rendered(world, found);
  const known = asked.header('if-none-match');
  const isKnown = known !== undefined && isVersionIn(known, version) && !world.has('if-none-match-ignored');
  return isKnown ? { status: 304, headers: { etag: version } } : readAnswer(world, found, projectionIn(world, asked));
}

/** Servers with a fault do not show all of a user who is read alone. */
function readAnswer(world: World, found: Stored, projection: Projection | undefined): Answer {
  const answer = resourceAnswer(world, found, projection);
  if (found.kind !== 'User' || !isObject(answer.body)) return answer;
  const { name, userName, ...rest } = answer.body;
  if (world.has('read-without-name')) return { ...answer, body: { ...rest, userName } };
  return world.has('read-without-user-name') ? { ...answer, body: { ...rest, name } } : answer;
}

/** PUT (RFC 7644 §3.5.1). What is left out is cleared, `active` keeps its value. */
export function replace(world: World, kind: Kind, asked: Asked): Answer {
  const projection = projectionIn(world, asked);
  const json = asked.json();
  if (world.has('put-creates') && !world.resources.has(asked.id)) return create(world, kind, asked);
  const before = stored(world, kind, asked.id);
  assertVersion(world, asked, before);
  if (world.has('put-with-id-refused') && isObject(json) && 'id' in json)
    throw new Refused(400, 'id is read-only.', { scimType: 'mutability' });
  const { attributes, members, shown } = readClaimed(world, kind, json);
  const { active } = before.attributes;
  const kept = kind === 'User' ? { active, ...attributes } : attributes;
  const after: Stored = {
    ...before,
    attributes: putOver(world, before.attributes, kept),
    members: world.has('put-keeps-members') ? before.members : members,
    shown,
  };
  const done = saved(world, { before, after, way: 'put' });
  if (world.has('put-takes-the-id') && isObject(json) && typeof json['id'] === 'string') moved(world, done, json['id']);
  return world.has('put-answers-204') ? { status: 204 } : resourceAnswer(world, done, projection);
}

function moved(world: World, found: Stored, id: string): void {
  world.resources.delete(found.id);
  world.resources.set(id, { ...found, id });
}

function putOver(world: World, before: Canonical, claimed: Canonical): Canonical {
  if (world.has('put-merges')) return { ...before, ...claimed };
  if (world.has('put-changes-active-alone'))
    return 'active' in claimed ? { ...before, active: claimed['active'] } : before;
  if (!world.has('put-adds-to-lists')) return claimed;
  const both = (name: string, value: unknown) => {
    const old = name === 'schemas' ? [] : before[name];
    return Array.isArray(value) && Array.isArray(old) ? [...old, ...value] : value;
  };
  return Object.fromEntries(Object.entries(claimed).map(([name, value]) => [name, both(name, value)]));
}

/** PATCH (RFC 7644 §3.5.2): a user is not answered with unless attributes are asked for, a group is. */
export async function patch(world: World, kind: Kind, asked: Asked): Promise<Answer> {
  const projection = projectionIn(world, asked);
  const json = asked.json();
  if (world.has('patch-of-nobody-204') && !world.resources.has(asked.id)) return { status: 204 };
  const before = stored(world, kind, asked.id);
  assertVersion(world, asked, before);
  const after = patched(world, before, json);
  // Between reading and writing, another request may come.
  if (kind === 'Group' && world.has('parallel-changes-lost')) await new Promise(setImmediate);
  const done = saved(world, { before, after, way: 'patch' });
  if (world.has('patch-answers-200-without-body')) return { status: 200 };
  return kind === 'Group' || projection !== undefined ? resourceAnswer(world, done, projection) : { status: 204 };
}

/** DELETE (RFC 7644 §3.6). */
export function remove(world: World, kind: Kind, asked: Asked): Answer {
  if (world.has('delete-of-nobody-204') && !world.resources.has(asked.id)) return { status: 204 };
  const gone = stored(world, kind, asked.id);
  assertVersion(world, asked, gone);
  world.deleted.set(gone.id, gone);
  world.resources.delete(gone.id);
  if (!world.has('deleted-user-stays-in-members')) leaveGroups(world, gone.id);
  return world.has('delete-answers-200') ? { status: 200, body: {} } : { status: 204 };
}

function assertVersion(world: World, { header }: Asked, before: Stored): void {
  const wanted = header('if-match');
  if (wanted === undefined || isVersionIn(wanted, rendered(world, before).version)) return;
  if (!world.has('if-match-ignored')) throw new Refused(412, 'It was changed since this version was read.');
}

function namesIn(world: World, claimed: string | null): string | null {
  return world.has('attributes-with-case') ? (claimed?.replace(/\b[A-Z]+\b/g, 'unknown') ?? null) : claimed;
}

/** Which attributes are asked for. Throws ResourceFault, before anything is written. */
function projectionIn(world: World, { parameter }: Asked): Projection | undefined {
  const attributes = namesIn(world, parameter('attributes'));
  const excludedAttributes = parameter('excludedAttributes');
  const areBoth = attributes !== null && excludedAttributes !== null;
  if (areBoth && world.has('both-projections-ignored')) return undefined;
  return readProjection({ attributes, excludedAttributes });
}

function resourceAnswer(world: World, found: Stored, projection: Projection | undefined): Answer {
  const { body, version } = rendered(world, found);
  const headers = world.has('no-etags') ? {} : { etag: version };
  return { status: 200, headers, body: viewOf(world, { kind: found.kind, body, projection, isListed: false }) };
}
