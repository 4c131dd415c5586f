/** The database cannot be asked now. Doors answer 503 with Retry-After; nothing is known about the request. */
export class Outage extends Error {
  override readonly name = 'Outage';
}

/** A unique index refused a row (SQLSTATE 23505). `constraint` is the index's name. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
  readonly constraint: string;
  constructor(constraint: string, cause: unknown) {
    super(`unique violation of ${constraint}`, { cause });
    this.constraint = constraint;
  }
}

/** A foreign key found no row to point at (SQLSTATE 23503). */
export class MissingReference extends Error {
  override readonly name = 'MissingReference';
  readonly constraint: string;
  constructor(constraint: string, cause: unknown) {
    super(`missing reference for ${constraint}`, { cause });
    this.constraint = constraint;
  }
}

// Class 08: connection. 53: resources. 57P: shut down. 25P03: idle too long in a transaction. 55P03, 57014: waited too
// long for a lock or a statement. 40: the transaction lost a race that a later try can win.
const OUTAGE_STATES = /^(08|53|57P|25P03|55P03|57014|40)/;
const OUTAGE_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const OUTAGE_WORDS = /connection terminated|timeout|timed out|connection ended|not queryable|client was closed/i;

type Raw = {
  code?: unknown;
  constraint?: unknown;
  message?: unknown;
  meta?: { driverAdapterError?: { cause?: unknown } };
};

/** Turns what pg or Prisma threw into the faults above; anything else is our bug and comes back unchanged. */
export function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const raw = error as Error & Raw;
  if (raw.code === 'P2002') return new UniqueViolation(prismaConstraint(raw), error);
  if (raw.code === 'P2003') return new MissingReference(prismaConstraint(raw), error);
  if (raw.code === '23505') return new UniqueViolation(String(raw.constraint), error);
  if (raw.code === '23503') return new MissingReference(String(raw.constraint), error);
  return isOutage(raw) ? new Outage(raw.message, { cause: error }) : error;
}

function isOutage(error: Error & Raw): boolean {
  if (typeof error.code === 'string') {
    return OUTAGE_SYSTEM_CODES.has(error.code) || (error.code.length === 5 && OUTAGE_STATES.test(error.code));
  }
  return OUTAGE_WORDS.test(error.message);
}

function prismaConstraint(error: Raw): string {
  const cause = error.meta?.driverAdapterError?.cause as { constraint?: { index?: string } } | undefined;
  return cause?.constraint?.index ?? 'unknown';
}
