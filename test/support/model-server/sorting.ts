import { type Attribute, subAttributesOf } from '../../../src/core/resources/attributes.rules.ts';
import { isAssigned, isObject, isPrimary } from '../../../src/core/resources/codec.rules.ts';
import { type Found, findAttribute } from '../../../src/core/resources/filter-path.rules.ts';
import { foldedValue } from '../../../src/core/resources/folded.rules.ts';
import type { Query } from './queries.ts';
import { Refused } from './refused.ts';
import { type Stored, typeOf, type World } from './world.ts';

type Hit = { readonly stored: Stored; readonly body: Readonly<Record<string, unknown>> };

/** In the order of creation, or as sortBy says (RFC 7644 §3.4.2.3): without a value last, when descending first. */
export function ordered<H extends Hit>(
  world: World,
  hits: readonly H[],
  { sortBy, isDescending, startIndex }: Query,
): H[] {
  if (world.has('order-unstable') && startIndex > 1) return hits.toReversed();
  if (sortBy === undefined || world.has('sort-ignored')) return [...hits];
  const keyed = hits.map((hit) => ({ hit, key: keyOf(world, hit, sortBy) }));
  const sorted = keyed.toSorted((one, other) => compared(world, one.key, other.key));
  return (isDescending ? sorted.toReversed() : sorted).map(({ hit }) => hit);
}

function keyOf(world: World, { stored: { kind }, body }: Hit, sortBy: string): unknown {
  const found = findAttribute(typeOf(kind), sortBy);
  if (found === undefined) {
    if (world.has('unknown-sort-500')) throw new Refused(500, 'column does not exist');
    throw new Refused(400, `${sortBy} is not an attribute.`, { scimType: 'invalidValue' });
  }
  const { attribute, value } = walked(found, body);
  if (!isAssigned(value)) return undefined;
  return world.has('sort-with-case') ? value : foldedValue(attribute, value);
}

/** What stands at the end of a path; of several values the primary one or else the first. */
function walked({ path, attribute }: Found, body: unknown): { attribute: Attribute; value: unknown } {
  let value = body;
  for (const { name } of path)
    value = isObject(chosen(value)) ? (chosen(value) as Record<string, unknown>)[name] : undefined;
  const last = chosen(value);
  const sub = subAttributesOf(attribute).get('value');
  return sub !== undefined && isObject(last) ? { attribute: sub, value: last['value'] } : { attribute, value: last };
}

function chosen(value: unknown): unknown {
  return Array.isArray(value) ? (value.find(isPrimary) ?? value[0]) : value;
}

function compared(world: World, one: unknown, other: unknown): number {
  if (one === other) return 0;
  const first = world.has('missing-sorted-first') ? -1 : 1;
  if (one === undefined) return first;
  if (other === undefined) return -first;
  return (one as string) < (other as string) ? -1 : 1;
}
