import { givenTwice, isObject } from './codec.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';

/** The most operations that a PATCH may have. */
const MAX_OPERATIONS = 1_000;

/** One operation of a PatchOp message as the client wrote it; `path` is undefined when there is none. */
export type ClaimedOperation = {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | undefined;
  readonly value: unknown;
  /** How messages call it. */
  readonly field: string;
};

/** Reads the frame of a PatchOp message (RFC 7644 §3.5.2), names in any case. Throws ResourceFault. */
export function readOperations(claimed: unknown): ClaimedOperation[] {
  const operations = isObject(claimed) ? member(claimed, 'operations') : undefined;
  if (!Array.isArray(operations) || operations.length === 0) {
    throw new ResourceFault(
      'malformed',
      'The body must have Operations: a list of at least one operation with op, path and value.',
    );
  }
  if (operations.length > MAX_OPERATIONS) {
    throw new ResourceFault(
      'too_large',
      `${operations.length} operations are more than ${MAX_OPERATIONS}. Send them in several requests.`,
    );
  }
  return operations.map((each, index) => readOperation(each, `Operations[${index}]`));
}

function readOperation(claimed: unknown, field: string): ClaimedOperation {
  if (!isObject(claimed))
    throw new ResourceFault('malformed', `${field} must be an object with op, path and value.`, field);
  const op = readOp(member(claimed, 'op'), `${field}.op`);
  const path = member(claimed, 'path');
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw new ResourceFault('invalid_path', `${field}.path must be a string, not ${quoted(path)}.`, `${field}.path`);
  }
  // An empty path is none.
  return { op, path: path?.trim() || undefined, value: member(claimed, 'value'), field };
}

/** Entra ID writes them with a capital letter. */
function readOp(claimed: unknown, field: string): ClaimedOperation['op'] {
  const op = typeof claimed === 'string' ? claimed.toLowerCase() : undefined;
  if (op === 'add' || op === 'replace' || op === 'remove') return op;
  throw new ResourceFault('malformed', `${field} must be add, replace or remove, not ${quoted(claimed)}.`, field);
}

function member(object: Record<string, unknown>, name: string): unknown {
  const [key, another] = Object.keys(object).filter((each) => each.toLowerCase() === name);
  if (another !== undefined) throw givenTwice(name);
  return key === undefined ? undefined : object[key];
}
