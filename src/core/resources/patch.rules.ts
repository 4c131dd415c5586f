import { type Attribute, knownUrnOf, type ResourceType } from './attributes.rules.ts';
import { arrange, type Canonical, givenTwice, inTableOrder, isObject } from './codec.rules.ts';
import { appended, edited, elementsOf, withoutListed } from './elements.rules.ts';
import { ResourceFault } from './fault.rules.ts';
import { fieldOfTarget, type Operation, operationsOf } from './operation.rules.ts';
import { type ClaimedOperation, readOperations } from './patch-message.rules.ts';
import { type ElementFilter, findTarget, resolvePath } from './path.rules.ts';
import { appliedUnknown } from './urn.rules.ts';
import { budget, type Spend } from './work.rules.ts';

export type { Operation };

/**
 * Reads a PatchOp message. Operations without a path become one per attribute that they name, and those on a whole
 * complex attribute one per sub-attribute; `password` is taken and dropped. `id` is the resource's own, which a value
 * may repeat. Throws ResourceFault.
 */
export function readPatch(type: ResourceType, claimed: unknown, id: string): Operation[] {
  return readOperations(claimed).flatMap((each) => readOperation(type, each, id));
}

function readOperation(type: ResourceType, { op, path, value, field }: ClaimedOperation, id: string): Operation[] {
  if (path !== undefined) {
    if (isPassword(type, path)) return [];
    return operationsOf({ op, target: resolvePath(type, path), value, isKey: false });
  }
  if (op === 'remove')
    throw new ResourceFault('no_target', `${field} removes without a path. Name the attribute in path.`, field);
  if (!isObject(value)) {
    throw new ResourceFault(
      'invalid_value',
      `${field} has no path, so its value must be an object of attributes.`,
      `${field}.value`,
    );
  }
  const named = Object.entries(value).filter(([key, each]) => !isRepeated(key, each, id) && !isPassword(type, key));
  return ordered(
    named.flatMap(([key, each]) => {
      const target = findTarget(type, key);
      return target === undefined ? [] : operationsOf({ op, target, value: each, isKey: true });
    }),
  );
}

/** Some clients send the whole resource as the value: its own id and schemas say nothing new. */
function isRepeated(key: string, value: unknown, id: string): boolean {
  const name = key.toLowerCase();
  return name === 'schemas' || (name === 'id' && value === id);
}

/** Passwords are never taken from a directory; refusing would stop Okta's whole profile push. */
function isPassword(type: ResourceType, path: string): boolean {
  const text = path.trim();
  const urn = knownUrnOf(type, text);
  if (urn !== undefined && type.byUrn.has(urn)) return false;
  return /^password(?:[.[]|$)/i.test(urn === undefined ? text : text.slice(urn.length + 1));
}

/**
 * The names in an object have no order, so what they do must not depend on one: attributes as a whole first, then
 * their parts, then elements that a filter picks. Throws ResourceFault malformed for what is named twice.
 */
function ordered(operations: Operation[]): Operation[] {
  if (operations.length < 2) return operations;
  const ranked = operations
    .map((operation) => ({ operation, rank: rankOf(operation) }))
    .toSorted((one, other) => (one.rank === other.rank ? 0 : one.rank < other.rank ? -1 : 1));
  for (const [index, { operation, rank }] of ranked.entries()) {
    if (ranked[index + 1]?.rank === rank) throw givenTwice(fieldOfTarget(operation.target));
  }
  return ranked.map(({ operation }) => operation);
}

function rankOf({ target }: Operation): string {
  const { attribute, extension, filter, sub, unknown } = target;
  if (unknown !== undefined) return `3 ${unknown.toLowerCase()}`;
  // An attribute without a part sorts before its parts.
  const path = `${extension?.name ?? ''} ${attribute.name} ${sub?.name ?? ''}`;
  if (filter !== undefined) return `2 ${path} ${filter.text.toLowerCase()} ${filter.text}`;
  return attribute.name.includes(':') ? `0 ${path}` : `1 ${path}`;
}

/** Applies the operations in order to a copy. Throws ResourceFault, and then nothing counts (RFC 7644 §3.5.2). */
export function applyPatch(type: ResourceType, before: Canonical, operations: readonly Operation[]): Canonical {
  const resource = { ...before };
  const spend = budget();
  for (const operation of operations) apply(operation, { type, resource, spend });
  return arrange(type, resource);
}

type Patching = { readonly type: ResourceType; readonly resource: Canonical; readonly spend: Spend };

function apply(operation: Operation, { type, resource, spend }: Patching): void {
  const { op, target, value, isKey } = operation;
  const { attribute, extension, unknown } = target;
  if (unknown !== undefined) {
    const after = appliedUnknown({ op, path: unknown, value, isKey }, { type, resource, spend });
    resource[after.urn] = after.extension;
  } else if (extension === undefined) {
    resource[attribute.name] = changed(operation, resource[attribute.name], spend);
  } else {
    const parts = partsIn(resource[extension.name]);
    const part = changed(operation, parts[attribute.name], spend);
    resource[extension.name] = inTableOrder(extension, { ...parts, [attribute.name]: part });
  }
}

function partsIn(value: unknown): Canonical {
  return isObject(value) ? value : {};
}

/** What becomes of an attribute's value. */
function changed(operation: Operation, existing: unknown, spend: Spend): unknown {
  const { op, target } = operation;
  const { attribute, filter, sub } = target;
  const owner = sub ?? attribute;
  if (op === 'remove' && owner.required) {
    throw new ResourceFault('immutable', `${owner.name} is required and cannot be removed.`, owner.name);
  }
  if (filter !== undefined) return withEdited(operation, filter, { existing, spend });
  if (sub === undefined) return combined(operation, existing, { owner, spend });
  return inTableOrder(attribute, withPart(operation, sub, { element: partsIn(existing), spend }));
}

function combined(
  { op, value }: Operation,
  existing: unknown,
  { owner, spend }: { readonly owner: Attribute; readonly spend: Spend },
): unknown {
  if (!owner.multiValued || op === 'replace' || value === undefined) return value;
  const old = elementsOf(existing);
  return op === 'add'
    ? appended(owner, { old, added: elementsOf(value) }, spend)
    : withoutListed(owner, { old, listed: elementsOf(value) }, spend);
}

function withPart(
  operation: Operation,
  sub: Attribute,
  { element, spend }: { readonly element: Canonical; readonly spend: Spend },
): Canonical {
  return { ...element, [sub.name]: combined(operation, element[sub.name], { owner: sub, spend }) };
}

function withEdited(
  operation: Operation,
  filter: ElementFilter,
  { existing, spend }: { readonly existing: unknown; readonly spend: Spend },
): unknown {
  const { op, target, value } = operation;
  const { attribute, sub } = target;
  const set = partsIn(value);
  const alter = (element: Canonical): Canonical => {
    if (sub !== undefined) return withPart(operation, sub, { element, spend });
    if (op === 'remove') return {};
    return op === 'add' ? { ...element, ...set } : { ...filter.seeds, ...set };
  };
  const made = sub === undefined ? set : { [sub.name]: value };
  return edited({ attribute, filter, alter, made: op === 'remove' ? undefined : made }, existing, spend);
}
