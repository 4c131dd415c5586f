import { isBlank, isNothing, type Json, pruned, refuse } from './codec-model.ts';

const NAMES = /^([a-z$][\w$-]*)(?:\.([a-z$][\w$-]*))?$/i;
const OURS = /^urn:ietf:params:scim:schemas:(?:core:2\.0:User|extension:enterprise:2\.0:User)$/i;

type Operation = { op: string; path: string; value: unknown; isKey: boolean };

/** What an operation does to an extension that no table describes: the second opinion on urn.rules.ts. */
export function unknownModel(resource: Json, { op, path, value, isKey }: Operation): void {
  const { urn, name, sub } = cut(path, resource, {
    isWhole: isKey && isObject(value),
    mayBeWhole: isObject(value) || op === 'remove',
  });
  const extension = (resource[urn] ?? {}) as Json;
  if (name === undefined) {
    if (op === 'remove' || isNothing(value)) delete resource[urn];
    else if (!isObject(value)) refuse('invalid_value');
    else for (const [each, inner] of Object.entries(value)) doMember(extension, each, { op, value: inner });
  } else if (sub === undefined) doMember(extension, name, { op, value });
  else {
    const owner = extension[spelled(extension, name)] ?? {};
    if (!isObject(owner)) refuse('invalid_path');
    doMember(owner, sub, { op, value });
    extension[spelled(extension, name)] = owner;
  }
  if (name !== undefined || (op !== 'remove' && isObject(value))) resource[urn] = pruned(extension);
  if (isBlank(resource[urn])) delete resource[urn];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Cut = { urn: string; name?: string | undefined; sub?: string | undefined };

/** Tries every place where the URN could end, in the order of the rule. */
function cut(path: string, resource: Json, { isWhole, mayBeWhole }: { isWhole: boolean; mayBeWhole: boolean }): Cut {
  const stored = Object.keys(resource).filter((name) => /^urn:/i.test(name) && !OURS.test(name));
  const ends = Array.from({ length: path.length }, (_, index) => path.length - index);
  for (const end of ends) {
    const urn = stored.find((each) => each.toLowerCase() === path.slice(0, end).toLowerCase());
    const found = urn === undefined ? undefined : rest(path, end);
    if (urn !== undefined && found !== undefined) return { ...found, urn };
  }
  for (const end of ends.toReversed()) {
    const found = /:(?:user|group)$/i.test(path.slice(0, end)) ? rest(path, end) : undefined;
    if (found !== undefined) return found;
  }
  const atLastColon = isWhole ? undefined : rest(path, path.lastIndexOf(':'));
  if (atLastColon?.name !== undefined) return atLastColon;
  return isWhole || mayBeWhole ? { urn: path } : refuse('invalid_path');
}

/** The names behind the place where a URN ends, if that is what stands there. */
function rest(path: string, end: number): Cut | undefined {
  if (end === path.length) return { urn: path };
  const match = /[:.]/.test(path.charAt(end)) ? NAMES.exec(path.slice(end + 1)) : null;
  return match === null ? undefined : { urn: path.slice(0, end), name: match[1], sub: match[2] };
}

function spelled(object: Json, name: string): string {
  return Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function doMember(object: Json, name: string, { op, value }: { op: string; value: unknown }): void {
  const own = spelled(object, name);
  const existing = object[own];
  if (op === 'remove') object[own] = remaining(existing, value);
  else if (op === 'add' && Array.isArray(existing)) {
    for (const each of [pruned(value)].flat().filter((inner) => !isBlank(inner))) {
      if (!existing.some((old) => same(old, each))) existing.push(each);
    }
  } else if (isObject(existing) && isObject(value)) {
    for (const [sub, each] of Object.entries(value)) existing[spelled(existing, sub)] = pruned(each);
  } else object[own] = pruned(value);
}

function remaining(existing: unknown, value: unknown): unknown {
  if (!Array.isArray(existing) || value === undefined || value === null) return undefined;
  const listed = (Array.isArray(value) ? value : [value]).map(pruned);
  if (listed.some(isBlank)) refuse('invalid_value');
  return existing.filter((old) => !listed.some((each) => same(old, each)));
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => [name, ordered(each)]);
}
