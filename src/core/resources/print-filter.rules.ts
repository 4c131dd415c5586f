import type { Filter } from './filter.rules.ts';

/**
 * Writes a filter as RFC 7644 §3.4.2.2 has it, with brackets only where they are needed. `readFilter` reads the same
 * filter from it, as long as it is within its caps.
 */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'present':
      return `${filter.path} pr`;
    case 'compare':
      return `${filter.path} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'some':
      return `${filter.path}[${printFilter(filter.filter)}]`;
    case 'not':
      return `not (${printFilter(filter.filter)})`;
    case 'and':
    case 'or':
      return filter.filters.map((each) => printInside(filter.kind, each)).join(` ${filter.kind} `);
  }
}

/** An `or` binds looser than what is around it; a list in a list of its own kind would become one with it. */
function printInside(kind: 'and' | 'or', filter: Filter): string {
  const isLooser = filter.kind === 'or' || filter.kind === kind;
  return isLooser ? `(${printFilter(filter)})` : printFilter(filter);
}
