import { isObject } from '../../core/resources/codec.rules.ts';
import type { SoundOperation } from './bulk-request.ts';

/** The id of the resource that an operation creates, by its bulkId. May throw. */
export type IdOf = (bulkId: string) => string;

/** The bulkIds that an operation needs the ids of. */
export type References = {
  /** Without these ids it cannot be run. */
  readonly always: ReadonlySet<string>;
  /** Without these it can be: they are a new user's manager, which can be set afterwards. */
  readonly later: ReadonlySet<string>;
};

/** What an operation says of its resource. */
export type Cargo = Pick<SoundOperation, 'method' | 'target' | 'data'> & Partial<Pick<SoundOperation, 'version'>>;

const PREFIX = 'bulkId:';
/** Only the server sets these, so POST and PUT do not wait for what they refer to. */
const READ_ONLY = new Set(['id', 'meta', 'schemas', 'groups']);
const EXTENSION = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
// One JSON string, or the rest of the text when it has no end: no character is looked at twice.
const QUOTED = /"(?:[^"\\]|\\[^]?)*(?:"|$)/g;

/** Finds the references (RFC 7644 §3.7.2) of an operation, in its path and anywhere in its data. */
export function referencesOf(operation: Cargo): References {
  const [always, later] = [new Set<string>(), new Set<string>()];
  const parts = splitManager(operation);
  if (operation.target.id !== undefined) resolveId(operation.target.id, noting(always));
  resolveData(parts === undefined ? operation : { ...operation, data: parts.rest }, noting(always));
  if (parts !== undefined) resolved(parts.manager, '', { isPatch: false, idOf: noting(later) });
  return { always, later };
}

/** Changes nothing, so that nothing is copied. */
function noting(found: Set<string>): IdOf {
  return (bulkId) => {
    found.add(bulkId);
    return PREFIX + bulkId;
  };
}

/** Whether an id in a path stands for that of a resource which is not there yet. */
export function isReference(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** The id in a path: itself, or what `bulkId:x` stands for. */
export function resolveId(id: string, idOf: IdOf): string {
  return isReference(id) ? idOf(id.slice(PREFIX.length)) : id;
}

/** The data with ids in place of references. Parts without any are shared, not copied. */
export function resolveData({ method, data }: Cargo, idOf: IdOf): unknown {
  const how = { isPatch: method === 'PATCH', idOf };
  if (how.isPatch || !isObject(data)) return resolved(data, '', how);
  return mapped(data, (key, value) => (READ_ONLY.has(key.toLowerCase()) ? value : resolved(value, key, how)));
}

type How = { readonly isPatch: boolean; readonly idOf: IdOf };

function resolved(value: unknown, key: string, how: How): unknown {
  if (typeof value === 'string') return resolvedText(value, key, how);
  if (Array.isArray(value)) return mappedList(value, (each) => resolved(each, key, how));
  return isObject(value) ? mapped(value, (name, each) => resolved(each, name, how)) : value;
}

function resolvedText(text: string, key: string, { isPatch, idOf }: How): string {
  if (text.startsWith(PREFIX)) return idOf(text.slice(PREFIX.length));
  const name = key.toLowerCase();
  if (name === 'path' && isPatch) return text.replace(QUOTED, (quoted) => resolvedQuoted(quoted, idOf));
  const at = name === '$ref' ? text.indexOf(`/${PREFIX}`) : -1;
  return at === -1 ? text : text.slice(0, at + 1) + idOf(text.slice(at + 1 + PREFIX.length));
}

/** A value in a value path, such as `members[value eq "bulkId:x"]`. */
function resolvedQuoted(quoted: string, idOf: IdOf): string {
  const text = quoted.startsWith(`"${PREFIX}`) ? parsed(quoted) : undefined;
  return text === undefined ? quoted : JSON.stringify(idOf(text.slice(PREFIX.length)));
}

/** What is no JSON string is left for the verb to refuse. */
function parsed(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

function mappedList(list: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, value] of list.entries()) {
    const changed = change(value);
    if (changed === value) continue;
    copy ??= [...list];
    copy[index] = changed;
  }
  return copy ?? list;
}

type Json = Readonly<Record<string, unknown>>;

function mapped(object: Json, change: (key: string, value: unknown) => unknown): Json {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const changed = change(key, object[key]);
    if (changed === object[key]) continue;
    copy ??= { ...object };
    copy[key] = changed;
  }
  return copy ?? object;
}

/**
 * The data of a new user without its manager, and the manager; undefined when there is none, or when it is given
 * twice, which the verb refuses.
 */
export function splitManager({ method, target, data }: Cargo): { rest: unknown; manager: unknown } | undefined {
  if (method !== 'POST' || target.collection !== '/Users' || !isObject(data)) return undefined;
  const urn = onlyKey(data, EXTENSION);
  const extension = urn === undefined ? undefined : data[urn];
  if (urn === undefined || !isObject(extension)) return undefined;
  const name = onlyKey(extension, 'manager');
  if (name === undefined) return undefined;
  const { [name]: manager, ...others } = extension;
  return { rest: { ...data, [urn]: others }, manager };
}

function onlyKey(object: Json, name: string): string | undefined {
  const [key, ...more] = Object.keys(object).filter((each) => each.toLowerCase() === name.toLowerCase());
  return more.length === 0 ? key : undefined;
}

/** The PATCH that gives a user the manager that it was created without, in the shape in which it was sent. */
export function settingManager(manager: unknown): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'add', path: `${EXTENSION}:manager`, value: manager }],
  };
}
