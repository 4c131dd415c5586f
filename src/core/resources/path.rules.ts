import { type Attribute, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import { assertHarmlessKey } from './codec.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';

/** What a path points at: an attribute, and one of its sub-attributes. */
export type Target = { readonly attribute: Attribute; readonly sub: Attribute | undefined };

/** Common attributes that no schema lists and no client may write (RFC 7643 §3.1). */
const COMMON = new Set(['id', 'meta', 'schemas', 'groups']);
const NAME = /^[a-z$][\w$-]*$/i;

/**
 * Resolves an attribute path (RFC 7644 §3.10), with or without its schema's URN and in any case.
 * Throws ResourceFault: immutable for what only the server writes, invalid_path for what there is not.
 */
export function resolvePath(type: ResourceType, path: string): Target {
  const { urn, rest } = splitUrn(type, path.trim());
  const extension = urn === undefined ? undefined : type.byUrn.get(urn);
  if (extension !== undefined && rest === undefined) return { attribute: extension, sub: undefined };
  const names = (rest ?? '').split('.');
  for (const name of names) assertName(name, path);
  return extension === undefined ? coreTarget(type, names, path) : extensionTarget(extension, names, path);
}

/** URNs contain dots and colons, so a known URN is cut off before the rest is split; alone it has no rest. */
function splitUrn(type: ResourceType, path: string): { urn: string | undefined; rest: string | undefined } {
  const lower = path.toLowerCase();
  for (const urn of [type.core.id.toLowerCase(), ...type.byUrn.keys()]) {
    if (lower === urn) return { urn, rest: undefined };
    if (lower.startsWith(`${urn}:`)) return { urn, rest: path.slice(urn.length + 1) };
  }
  return { urn: undefined, rest: path };
}

function assertName(name: string, path: string): void {
  assertHarmlessKey(name);
  if (!NAME.test(name)) {
    throw new ResourceFault(
      'invalid_path',
      `The path ${quoted(path)} is not supported. Name an attribute or a sub-attribute, such as displayName or name.givenName.`,
      path,
    );
  }
}

function coreTarget(type: ResourceType, names: readonly string[], path: string): Target {
  const [name = '', subName, ...more] = names.map((each) => each.toLowerCase());
  if (COMMON.has(name)) throw readOnly(path);
  const attribute = type.attributes.get(name);
  if (attribute === undefined || more.length > 0) throw unknown(path);
  return { attribute, sub: subOf(attribute, subName, path) };
}

/** A sub-attribute of a multi-valued attribute needs a filter that says which of the values is meant. */
function subOf(attribute: Attribute, subName: string | undefined, path: string): Attribute | undefined {
  const sub = subName === undefined ? undefined : subAttributesOf(attribute).get(subName);
  if (subName !== undefined && sub === undefined) throw unknown(path);
  if (sub !== undefined && attribute.multiValued) {
    throw new ResourceFault(
      'invalid_path',
      `${quoted(path)} does not say which value of ${attribute.name} is meant.`,
      path,
    );
  }
  if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') throw readOnly(path);
  return sub;
}

function extensionTarget(extension: Attribute, names: readonly string[], path: string): Target {
  const [name = '', ...more] = names.map((each) => each.toLowerCase());
  const attribute = subAttributesOf(extension).get(name);
  if (attribute === undefined) throw unknown(path);
  if (more.length > 0) {
    throw new ResourceFault(
      'invalid_path',
      `Send ${extension.name}:${attribute.name} whole; ${quoted(path)} is not supported.`,
      path,
    );
  }
  if (attribute.mutability === 'readOnly') throw readOnly(path);
  return { attribute: extension, sub: attribute };
}

function readOnly(path: string): ResourceFault {
  return new ResourceFault(
    'immutable',
    `${quoted(path)} is set by the server and cannot be changed. Leave it out.`,
    path,
  );
}

function unknown(path: string): ResourceFault {
  return new ResourceFault(
    'invalid_path',
    `${quoted(path)} is not an attribute of this resource. See /Schemas for those there are.`,
    path,
  );
}
