import { type Canonical, isObject, isPrimary, isSame } from '../../../src/core/resources/codec.rules.ts';
import type { ClaimedOperation } from '../../../src/core/resources/patch-message.rules.ts';
import { isMissed } from './bent-operations.ts';
import type { Stored, World } from './world.ts';

type Result = {
  readonly before: Stored;
  readonly after: Stored;
  readonly operations: readonly ClaimedOperation[];
};

/** What becomes of the result of a PATCH: nothing, unless the server has a fault. */
export function spoilt(world: World, { before, after, operations }: Result): Stored {
  if (world.has('primary-not-demoted')) return { ...after, attributes: withOldPrimaries(before, after) };
  if (world.has('made-element-without-type') && operations.some((each) => isMissed(each, before)))
    return { ...after, attributes: withoutTypes(before, after) };
  if (world.has('patch-clears-the-rest')) return { ...after, attributes: onlyNamed(after, operations) };
  if (world.has('add-repeats-values')) return { ...after, attributes: withRepeated({ before, after, operations }) };
  if (world.has('rename-drops-members') && operations.some((each) => namesIn(each).includes('displayName')))
    return { ...after, members: [] };
  if (world.has('roles-as-json-stored')) return { ...after, attributes: withRoleText(after, operations) };
  if (world.has('text-booleans-stored')) return { ...after, shown: activeIn(operations) };
  return after;
}

/** `active` as it was sent, where that was a text. */
function activeIn(operations: readonly ClaimedOperation[]): Canonical {
  for (const { path, value } of operations) {
    const active = isObject(value) ? value['active'] : path?.toLowerCase() === 'active' ? value : undefined;
    if (typeof active === 'string') return { active };
  }
  return {};
}

/** The attributes that an operation names, so far as that is easy to see. */
function namesIn({ path, value }: ClaimedOperation): string[] {
  if (path === undefined) return isObject(value) ? Object.keys(value) : [];
  return [path.startsWith('urn:') ? path : path.replace(/[.[].*$/, '')];
}

function onlyNamed({ attributes }: Stored, operations: readonly ClaimedOperation[]): Canonical {
  const names = ['schemas', 'userName', 'displayName', 'active', ...operations.flatMap(namesIn)];
  const isNamed = (name: string) => names.some((each) => each === name || each.startsWith(`${name}:`));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isNamed(name)));
}

function withRepeated({ before, after, operations }: Result): Canonical {
  const [operation] = operations;
  const value = operation?.value;
  const path = operation?.path ?? '';
  if (operation?.op !== 'add' || !Array.isArray(value) || !Array.isArray(before.attributes[path]))
    return after.attributes;
  return { ...after.attributes, [path]: [...oldOf(before, path), ...(value as unknown[])] };
}

function withRoleText({ attributes }: Stored, operations: readonly ClaimedOperation[]): Canonical {
  const text = operations.find(({ path, value }) => path === 'roles' && typeof value === 'string')?.value;
  return text === undefined ? attributes : { ...attributes, roles: [{ value: text }] };
}

function listsIn(attributes: Canonical): [string, unknown[]][] {
  return Object.entries(attributes).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
}

function oldOf(before: Stored, name: string): unknown[] {
  const old = before.attributes[name];
  return Array.isArray(old) ? old : [];
}

function withOldPrimaries(before: Stored, after: Stored): Canonical {
  const lists = listsIn(after.attributes).map(([name, list]) => {
    const primaries = oldOf(before, name).filter(isPrimary);
    const was = (each: unknown) => isObject(each) && primaries.some((old) => isSame(old, { ...each, primary: true }));
    return [name, list.map((each) => (was(each) ? { ...(each as Canonical), primary: true } : each))] as const;
  });
  return { ...after.attributes, ...Object.fromEntries(lists) };
}

function withoutTypes(before: Stored, after: Stored): Canonical {
  const lists = listsIn(after.attributes).map(([name, list]) => {
    const old = oldOf(before, name);
    const made = (each: unknown) => isObject(each) && !old.some((one) => isSame(one, each));
    return [name, list.map((each) => (made(each) ? withoutType(each as Canonical) : each))] as const;
  });
  return { ...after.attributes, ...Object.fromEntries(lists) };
}

function withoutType(element: Canonical): Canonical {
  const { type: _, ...rest } = element;
  return rest;
}
