import { hash } from 'node:crypto';
import { enterpriseUserSchema } from '../../../src/core/resources/attribute-table.rules.ts';
import { type Canonical, isObject } from '../../../src/core/resources/codec.rules.ts';
import { locationOf, type Stored, type World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** A whole resource as clients see it, and its entity tag. */
export function rendered(world: World, stored: Stored): { readonly body: Json; readonly version: string } {
  const { kind, id, created, lastModified, shown = {} } = stored;
  const location = locationOf(stored);
  const { schemas, ...attributes } = addressed(world, stored.attributes);
  const others = kind === 'User' ? groupsOf(world, id) : membersOf(world, stored);
  const meta = { resourceType: kind, created, lastModified, location };
  const urns = world.has('resources-without-schemas') ? {} : { schemas };
  const whole = { ...urns, id, ...others, ...attributes, meta, ...shown };
  const version = `W/"${hash('sha256', JSON.stringify(whole), 'base64url').slice(0, 16)}"`;
  return { version, body: { ...whole, meta: metaOf(world, { ...meta, version, ...shownMeta(shown) }) } };
}

function shownMeta(shown: Canonical): Json {
  return isObject(shown['meta']) ? shown['meta'] : {};
}

function metaOf(world: World, meta: Json): Json | undefined {
  if (world.has('meta-missing')) return undefined;
  const { resourceType, location, lastModified, version, ...rest } = meta;
  return {
    ...(world.has('meta-without-resource-type') ? {} : { resourceType }),
    ...rest,
    ...(world.has('meta-without-last-modified') ? {} : { lastModified }),
    ...(world.has('meta-without-location') ? {} : { location }),
    ...(world.has('no-version') || world.has('no-etags') ? {} : { version }),
  };
}

const ENTERPRISE = enterpriseUserSchema.id;

/** The manager is kept by the id alone; the address is made here (RFC 7643 §4.3). */
function addressed(world: World, attributes: Canonical): Canonical {
  const schemas = attributes['schemas'];
  const named =
    world.has('extension-not-in-schemas') && Array.isArray(schemas)
      ? { ...attributes, schemas: [schemas[0]] }
      : attributes;
  const enterprise = named[ENTERPRISE];
  const manager = isObject(enterprise) ? enterprise['manager'] : undefined;
  if (!isObject(enterprise) || !isObject(manager) || manager['$ref'] === undefined) return named;
  const $ref = locationOf({ kind: 'User', id: String(manager['value']) });
  return { ...named, [ENTERPRISE]: { ...enterprise, manager: { ...manager, $ref } } };
}

function membersOf(world: World, { members }: Stored): Json {
  const list = members.map((value) => {
    const { kind = 'User' } = world.resources.get(value) ?? {};
    return { value, $ref: locationOf({ kind, id: value }), type: kind };
  });
  return list.length === 0 ? {} : { members: list };
}

/** The groups of a user (RFC 7643 §4.1.2): those they are in, and those that these are in. */
function groupsOf(world: World, id: string): Json {
  if (world.has('groups-not-shown')) return {};
  const direct = groupsWith(world, id);
  const all = new Map(direct.map((group) => [group.id, 'direct']));
  for (const inner of all.keys())
    for (const { id: outer } of groupsWith(world, inner)) if (!all.has(outer)) all.set(outer, 'indirect');
  const list = [...all].map(([value, type]) => {
    const group = world.resources.get(value) ?? world.deleted.get(value);
    return { value, $ref: locationOf({ kind: 'Group', id: value }), display: group?.attributes['displayName'], type };
  });
  return list.length === 0 ? {} : { groups: list };
}

function groupsWith(world: World, id: string): Stored[] {
  const gone = world.has('deleted-group-stays-in-groups') ? world.deleted.values() : [];
  return [...world.resources.values(), ...gone].filter(({ kind, members }) => kind === 'Group' && members.includes(id));
}
