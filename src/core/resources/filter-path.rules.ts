import { type Attribute, type Extension, knownUrnOf, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import type { Step } from './condition.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { schemas } from './folded.rules.ts';

/** What a path of a filter leads to, and how to get there. */
export type Found = { readonly path: readonly Step[]; readonly attribute: Attribute };

const readOnly = {
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: true,
  mutability: 'readOnly',
  returned: 'default',
  uniqueness: 'none',
} as const;

/** What every resource has (RFC 7643 §3.1) and no schema lists, as far as it can be filtered by. */
const COMMON: readonly Attribute[] = [
  { ...readOnly, name: 'id' },
  schemas,
  {
    ...readOnly,
    name: 'meta',
    type: 'complex',
    subAttributes: [
      { ...readOnly, name: 'resourceType' },
      { ...readOnly, name: 'created', type: 'dateTime' },
      { ...readOnly, name: 'lastModified', type: 'dateTime' },
    ],
  },
];

/** Of what is kept in rows of its own, the sub-attributes that can be filtered by. */
const KEPT_BESIDE = new Map([
  ['members', new Set(['value'])],
  ['groups', new Set(['value', 'display', 'type'])],
]);

const known = new WeakMap<ResourceType, ReadonlyMap<string, Attribute>>();

/** What a resource can be filtered and sorted by, without extensions, by lower-cased name. */
function attributesOf(type: ResourceType): ReadonlyMap<string, Attribute> {
  const built =
    known.get(type) ??
    new Map([...COMMON, ...type.attributes.values()].map((each) => [each.name.toLowerCase(), comparable(each)]));
  known.set(type, built);
  return built;
}

function comparable(attribute: Attribute): Attribute {
  const names = KEPT_BESIDE.get(attribute.name);
  if (names === undefined) return attribute;
  return { ...attribute, subAttributes: (attribute.subAttributes ?? []).filter(({ name }) => names.has(name)) };
}

/**
 * Finds an attribute by its path in a filter or in sortBy (RFC 7644 §3.10): in any case, with or without the URN of
 * its schema, which a colon or, in Entra ID's older dialect, a dot may follow. Undefined when the type has no such
 * attribute. Throws ResourceFault invalid_filter for a sub-attribute that there is not.
 */
export function findAttribute(type: ResourceType, path: string): Found | undefined {
  const { urn, names } = splitPath(type, path);
  const extension = urn === undefined ? undefined : type.byUrn.get(urn);
  if (extension !== undefined) return descend(extension, names, path);
  const [name = '', ...more] = names;
  if (name === 'password') {
    throw new ResourceFault('invalid_filter', 'Passwords are not kept and cannot be compared.', 'filter');
  }
  const attribute = attributesOf(type).get(name);
  if (attribute !== undefined) return descend(attribute, more, path);
  const owner = urn === undefined ? extensionWith(type, name) : undefined;
  return owner === undefined ? undefined : descend(owner, names, path);
}

/** The extension that has an attribute of this lower-cased name: Entra ID asks for `manager` without its URN. */
export function extensionWith(type: ResourceType, name: string): Extension | undefined {
  return [...type.byUrn.values()].find((extension) => subAttributesOf(extension).has(name));
}

/** Finds a sub-attribute by its path inside the brackets that stand behind `attribute`. Throws as `findAttribute`. */
export function findSubAttribute(attribute: Attribute, path: string): Found {
  const name = path.toLowerCase();
  // The values of a plain attribute are its `value` (RFC 7643 §2.4).
  if (attribute.type !== 'complex' && name === 'value') return { path: [], attribute };
  const found = descend(attribute, name.split('.'), path);
  return { ...found, path: found.path.slice(1) };
}

/**
 * The lower-cased URN of a schema of the type and the lower-cased names behind it. URNs contain dots and colons, so a
 * known one is cut off before the rest is split; one of another schema stays whole.
 */
export function splitPath(type: ResourceType, path: string): { urn: string | undefined; names: string[] } {
  const lower = path.toLowerCase();
  const urn = knownUrnOf(type, path);
  if (urn === undefined) return { urn, names: lower.startsWith('urn:') ? [lower] : lower.split('.') };
  const rest = lower.slice(urn.length + 1);
  return { urn, names: rest === '' ? [] : rest.split('.') };
}

function descend(attribute: Attribute, names: readonly string[], path: string): Found {
  const steps = [stepOf(attribute)];
  let last = attribute;
  for (const name of names) {
    const sub = subAttributesOf(last).get(name);
    if (sub === undefined) throw noPart(last, path);
    steps.push(stepOf(sub));
    last = sub;
  }
  return { path: steps, attribute: last };
}

function stepOf({ name, multiValued }: Attribute): Step {
  return { name, multiValued };
}

function noPart(attribute: Attribute, path: string): ResourceFault {
  const names = [...subAttributesOf(attribute).values()].map(({ name }) => name);
  const has = names.length === 0 ? 'has no sub-attributes' : `can be compared by ${names.join(', ')}`;
  return new ResourceFault('invalid_filter', `${quoted(path)} cannot be compared. ${attribute.name} ${has}.`, 'filter');
}
