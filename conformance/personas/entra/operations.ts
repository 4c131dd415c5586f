import type { Json } from '../../kit/json.ts';

/** How Entra speaks: as it does by default, or with `aadOptscim062020` in the tenant URL. One tenant may do both. */
export type Dialect = 'entra' | 'entra-flag';

/** Attribute paths and what they are to hold. */
export type Changes = Readonly<Record<string, string | boolean | null>>;

/** The name of an operation: with a capital letter by default. */
export function opOf(dialect: Dialect, op: 'add' | 'replace' | 'remove'): string {
  return dialect === 'entra-flag' ? op : `${op.slice(0, 1).toUpperCase()}${op.slice(1)}`;
}

/**
 * The operations for several attributes. By default each has its own, and booleans are texts. With the flag those with
 * a filter in the path have their own, and all others are keys of one value without a path.
 */
export function operationsFor(dialect: Dialect, op: 'add' | 'replace', changes: Changes): readonly Json[] {
  const entries = Object.entries(changes);
  const pathed = ([path, value]: [string, unknown]): Json => ({ op: opOf(dialect, op), path, value });
  if (dialect === 'entra') return entries.map(([path, value]) => pathed([path, inWords(value)]));
  const isFiltered = ([path]: [string, unknown]): boolean => path.includes('[');
  const others = entries.filter((entry) => !isFiltered(entry));
  return [
    ...entries.filter(isFiltered).map(pathed),
    ...(others.length === 0 ? [] : [{ op, value: Object.fromEntries(others) }]),
  ];
}

function inWords(value: string | boolean | null): string | null {
  if (typeof value !== 'boolean') return value;
  return value ? 'True' : 'False';
}
