import { type Attribute, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import { type Canonical, isObject } from './codec.rules.ts';
import { foldKey } from './fold.rules.ts';

/** Kept beside the document: in columns of the row, or in rows of their own. */
const BESIDE = new Set(['id', 'active', 'meta', 'groups', 'members']);

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is where ASCII starts.
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * A canonical document as filters compare it, in JSON: the same names, texts folded unless case matters, times in UTC
 * with milliseconds. Without `id`, `active`, `meta`, `groups`, `members` and extensions that are not the type's.
 */
export function foldedDocument(type: ResourceType, canonical: Canonical): string {
  const folded: Canonical = {};
  for (const name in canonical) {
    if (BESIDE.has(name)) continue;
    const lower = name.toLowerCase();
    const attribute = name === 'schemas' ? schemas : (type.attributes.get(lower) ?? type.byUrn.get(lower));
    if (attribute !== undefined) folded[name] = foldedValue(attribute, canonical[name]);
  }
  return JSON.stringify(folded);
}

/** The URNs of a resource's schemas (RFC 7643 §3), which compare without case. */
export const schemas: Attribute = {
  name: 'schemas',
  type: 'reference',
  multiValued: true,
  required: true,
  caseExact: false,
  mutability: 'readOnly',
  returned: 'always',
  uniqueness: 'none',
};

/** A value as it is compared: objects and arrays too, part by part. */
export function foldedValue(attribute: Attribute, value: unknown): unknown {
  if (typeof value === 'string') return foldedText(attribute, value);
  if (Array.isArray(value)) return value.map((each) => foldedValue(attribute, each));
  return isObject(value) ? foldedParts(attribute, value) : value;
}

function foldedParts(attribute: Attribute, value: Canonical): Canonical {
  const subAttributes = subAttributesOf(attribute);
  const folded: Canonical = {};
  for (const name in value) {
    const sub = subAttributes.get(name.toLowerCase());
    if (sub !== undefined) folded[name] = foldedValue(sub, value[name]);
  }
  return folded;
}

/** A text as it is compared: folded, unless case matters. */
export function foldedText({ type, caseExact }: Attribute, value: string): string {
  if (type === 'dateTime') return new Date(Date.parse(value.toUpperCase())).toISOString();
  if (caseExact === true || type === 'binary') return value;
  return ASCII.test(value) ? value.toLowerCase() : foldKey(value);
}
