import { type Connection, Query, type Submittable } from 'pg';
import type { Row, Statement, Value } from './statement.ts';

/** Binds the transaction it runs in, and nothing beyond, to `$1`. */
export const BIND: Statement = {
  name: 'bind_organization',
  text: `select set_config('app.organization_id', $1, true)`,
};
const BIND_READ_ONLY: Statement = {
  name: 'bind_organization_read_only',
  text: `select set_config('app.organization_id', $1, true), set_config('transaction_read_only', 'on', true)`,
};

/** The parts of pg's Connection that send protocol messages (untyped there). */
type Wire = {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string; types: number[] }): void;
  bind(message: { statement: string; values: readonly Value[] }): void;
  execute(message: object): void;
  sync(): void;
};

function wireOf(connection: Connection): Wire {
  return connection as unknown as Wire;
}

/** pg's pipeline takes only queries of its own class; its types declare `submit` so that no class can define it. */
const PgQuery = Query as unknown as new (text: string) => object;

/** The text that each name stands for on a connection. */
const prepared = new WeakMap<Connection, Map<string, string>>();

/** Parses one statement by name, once per connection; its own Sync, so that no failure undoes another's bookkeeping. */
class Preparation extends PgQuery {
  readonly #statement: Statement;
  readonly #failed: (error: unknown) => void;

  constructor(statement: Statement, failed: (error: unknown) => void) {
    super('');
    this.#statement = statement;
    this.#failed = failed;
  }

  submit(connection: Connection): void {
    const wire = wireOf(connection);
    wire.parse({ ...this.#statement, types: [] });
    wire.sync();
  }

  handleError(error: unknown): void {
    this.#failed(error);
  }

  handleReadyForQuery(): void {}
}

/** A statement and what goes with it; `$1` is not among the values of a flight. */
export type Cargo = { readonly statement: Statement; readonly values: readonly Value[] };

/** `lock` is executed before the statement, which then sees what is there once the lock is had. */
export type LockedCargo = Cargo & { readonly lock?: Cargo | undefined };

/**
 * Bind, a lock if there is one, and one statement inside one Sync: an implicit transaction, one round trip. The
 * binding ends with it. The statement's rows come back as text, one array per row.
 */
export class Flight extends PgQuery {
  readonly done: Promise<Row[]>;
  readonly #organizationId: string;
  /** In the order of execution. */
  readonly #parts: readonly Cargo[];
  readonly #rows: Row[] = [];
  readonly #settle: { resolve: (rows: Row[]) => void; reject: (error: unknown) => void };
  #completed = 0;
  /** Why a preparation failed: the flight itself then fails for want of it. */
  #cause: unknown;

  constructor(organizationId: string, { statement, values, lock, readOnly }: LockedCargo & { readOnly: boolean }) {
    super('');
    this.#organizationId = organizationId;
    const bind = { statement: readOnly ? BIND_READ_ONLY : BIND, values: [] };
    this.#parts = lock === undefined ? [bind, { statement, values }] : [bind, lock, { statement, values }];
    const { promise, ...settle } = Promise.withResolvers<Row[]>();
    this.done = promise;
    this.#settle = settle;
  }

  /** What must be sent before this flight on the same connection. Throws when a name stands for another text there. */
  preparationsOn(connection: Connection): Submittable[] {
    const known = prepared.get(connection) ?? new Map<string, string>();
    prepared.set(connection, known);
    const missing = this.#parts.map(({ statement }) => statement).filter((statement) => !isKnown(known, statement));
    for (const { name, text } of missing) known.set(name, text);
    return missing.map((statement) => {
      return new Preparation(statement, (error) => {
        known.delete(statement.name);
        this.#cause ??= error;
      });
    });
  }

  submit(connection: Connection): void {
    const wire = wireOf(connection);
    // One write: six cost more than the statement.
    wire.stream.cork();
    for (const { statement, values } of this.#parts) {
      wire.bind({ statement: statement.name, values: [this.#organizationId, ...values.map(asParameter)] });
      wire.execute({});
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription(): void {}

  /** The rows of the bind and of the lock come first and are passed over. */
  handleDataRow(message: { fields: Row }): void {
    if (this.#completed === this.#parts.length - 1) this.#rows.push(message.fields);
  }

  handleCommandComplete(): void {
    this.#completed += 1;
  }

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {}

  handleError(error: unknown): void {
    this.#settle.reject(this.#cause ?? error);
  }

  handleReadyForQuery(): void {
    this.#settle.resolve(this.#rows);
  }
}

function asParameter(value: Value): string | Buffer | null {
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : value;
}

function isKnown(known: ReadonlyMap<string, string>, { name, text }: Statement): boolean {
  const standing = known.get(name);
  if (standing !== undefined && standing !== text) throw new Error(`two statements are named ${name}`);
  return standing !== undefined;
}
