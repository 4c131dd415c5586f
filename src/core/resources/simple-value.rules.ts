import type { Attribute } from './attributes.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { isStorable } from './fold.rules.ts';

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const BASE64 = /^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$/;

/** Reads one value of an attribute that is not complex (RFC 7643 §2.3). Throws ResourceFault invalid_value. */
export function readSimple(attribute: Attribute, claimed: unknown, field: string): string | number | boolean {
  switch (attribute.type) {
    case 'boolean':
      return readBoolean(claimed, field);
    case 'integer':
    case 'decimal':
      return readNumber(attribute.type, claimed, field);
    default:
      return readText(attribute, claimed, field);
  }
}

/** Entra ID sends booleans as "True" and "False". */
function readBoolean(claimed: unknown, field: string): boolean {
  if (typeof claimed === 'boolean') return claimed;
  if (typeof claimed === 'string' && /^(true|false)$/i.test(claimed)) return claimed.toLowerCase() === 'true';
  throw wrongType(field, 'true or false', claimed);
}

function readNumber(type: 'integer' | 'decimal', claimed: unknown, field: string): number {
  const isFit = type === 'integer' ? Number.isSafeInteger : Number.isFinite;
  if (typeof claimed === 'number' && isFit(claimed)) return claimed;
  throw wrongType(field, type === 'integer' ? 'a whole number' : 'a number', claimed);
}

function readText(attribute: Attribute, claimed: unknown, field: string): string {
  if (typeof claimed !== 'string') throw wrongType(field, 'a string', claimed);
  assertStorable(claimed, field);
  if (attribute.required && claimed.trim() === '') {
    throw new ResourceFault('invalid_value', `${field} is required. Send it as a non-empty string.`, field);
  }
  if (
    attribute.type === 'dateTime' &&
    !(DATE_TIME.test(claimed) && Number.isFinite(Date.parse(claimed.toUpperCase())))
  ) {
    throw wrongType(field, 'a date and time such as 2026-01-31T09:30:00Z', claimed);
  }
  if (attribute.type === 'binary' && !BASE64.test(claimed)) throw wrongType(field, 'base64', claimed);
  return claimed;
}

/** Refuses text that PostgreSQL or JSON cannot carry. */
export function assertStorable(text: string, field: string): void {
  if (isStorable(text)) return;
  throw new ResourceFault(
    'invalid_value',
    `${field} has a NUL character or half of a surrogate pair. Remove it.`,
    field,
  );
}

/** What to say of a value of the wrong type. */
export function wrongType(field: string, wanted: string, claimed: unknown): ResourceFault {
  return new ResourceFault('invalid_value', `${field} must be ${wanted}, not ${quoted(claimed)}.`, field);
}
