import type { Attribute } from './attributes.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import type { Filter, Operator } from './filter.rules.ts';
import { isStorable } from './fold.rules.ts';
import { foldedText } from './folded.rules.ts';

type Claimed = Extract<Filter, { kind: 'compare' }>;

const EQUAL: readonly Operator[] = ['eq', 'ne'];
const ORDERED: readonly Operator[] = [...EQUAL, 'gt', 'ge', 'lt', 'le'];
const ALL: readonly Operator[] = [...ORDERED, 'co', 'sw', 'ew'];

/** In characters. What is searched for inside of texts becomes a regular expression; long ones take long to make. */
const MAX_SEARCHED = 256;

/** RFC 7644 §3.4.2.2: booleans and binaries have no order; only texts have parts. */
const OPERATORS = {
  string: ALL,
  reference: ALL,
  dateTime: ORDERED,
  integer: ORDERED,
  decimal: ORDERED,
  boolean: EQUAL,
  binary: EQUAL,
} as const satisfies Record<Exclude<Attribute['type'], 'complex'>, readonly Operator[]>;

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * The value that a plain attribute is compared with, as documents are kept for comparison: folded, or in UTC.
 * Undefined for a text that nothing can hold. Throws ResourceFault invalid_filter for an operator or a type that does
 * not fit.
 */
export function typedValue(
  attribute: Attribute,
  { path, operator, value }: Claimed,
): string | number | boolean | undefined {
  const { type } = attribute;
  if (type === 'complex') throw misfit(`${path} is complex. Name one of its sub-attributes`);
  if (!OPERATORS[type].includes(operator)) {
    throw misfit(`${path} cannot be compared with ${operator}. Use ${OPERATORS[type].join(', ')} or pr`);
  }
  switch (type) {
    case 'boolean':
      return readTruth(path, value);
    case 'integer':
    case 'decimal':
      if (typeof value === 'number') return value;
      throw misfit(`${path} must be compared with a number, not ${quoted(value)}`);
    case 'dateTime':
      return readTime(attribute, path, value);
    default:
      return readText(attribute, { path, operator, value });
  }
}

/** Entra ID writes `roles[primary eq "True"]`. */
function readTruth(path: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw misfit(`${path} must be compared with true or false, not ${quoted(value)}`);
}

function readText(
  attribute: Attribute,
  { path, operator, value }: Pick<Claimed, 'path' | 'operator' | 'value'>,
): string | undefined {
  if (typeof value !== 'string') throw misfit(`${path} must be compared with a quoted string, not ${quoted(value)}`);
  if (!isStorable(value)) return undefined;
  const text = foldedText(attribute, value);
  if ((operator === 'co' || operator === 'ew') && text.length > MAX_SEARCHED) {
    throw misfit(
      `${operator} can look for at most ${MAX_SEARCHED} characters in ${path}. Use eq or sw, or a shorter text`,
    );
  }
  return text;
}

function readTime(attribute: Attribute, path: string, value: unknown): string {
  if (typeof value === 'string' && DATE_TIME.test(value) && Number.isFinite(Date.parse(value.toUpperCase()))) {
    const time = foldedText(attribute, value);
    // An offset can lead out of the years that have four digits, whose order is that of their texts.
    if (/^\d/.test(time)) return time;
  }
  throw misfit(`${path} must be compared with a date and time such as "2026-01-31T09:30:00Z", not ${quoted(value)}`);
}

function misfit(what: string): ResourceFault {
  return new ResourceFault('invalid_filter', `${what}.`, 'filter');
}
