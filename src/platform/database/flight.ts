import { type Connection, Query, type Submittable } from 'pg';
import type { Row, Statement, Value } from './statement.ts';

const BIND: Statement = {
  name: 'bind_organization',
  text: `select set_config('app.organization_id', $1, true)`,
};
const BIND_READ_ONLY: Statement = {
  name: 'bind_organization_read_only',
  text: `select set_config('app.organization_id', $1, true), set_config('transaction_read_only', 'on', true)`,
};

/** The parts of pg's Connection that send protocol messages (untyped there). */
type Wire = {
  parse(message: { name: string; text: string; types: number[] }): void;
  bind(message: { statement: string; values: readonly Value[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  sync(): void;
};

function wireOf(connection: Connection): Wire {
  return connection as unknown as Wire;
}

/** pg's pipeline takes only queries of its own class; its types declare `submit` so that no class can define it. */
const PgQuery = Query as unknown as new (text: string) => { callback?: () => void };

const prepared = new WeakMap<Connection, Set<string>>();

/** Parses statements by name, once per connection; its own Sync, so that a failing flight cannot undo the bookkeeping. */
class Preparation extends PgQuery {
  readonly #statements: readonly Statement[];
  readonly #known: Set<string>;

  constructor(statements: readonly Statement[], known: Set<string>) {
    super('');
    this.#statements = statements;
    this.#known = known;
  }

  submit(connection: Connection): void {
    const wire = wireOf(connection);
    for (const { name, text } of this.#statements) wire.parse({ name, text, types: [] });
    wire.sync();
  }

  handleError(): void {
    for (const { name } of this.#statements) this.#known.delete(name);
    this.callback?.();
  }

  handleReadyForQuery(): void {
    this.callback?.();
  }
}

/**
 * Bind and one statement inside one Sync: an implicit transaction, one round trip. The binding ends with it.
 * Rows come back as text, one array per row.
 */
export class Flight extends PgQuery {
  readonly done: Promise<Row[]>;
  readonly #bind: Statement;
  readonly #organizationId: string;
  readonly #statement: Statement;
  readonly #values: readonly Value[];
  readonly #rows: Row[] = [];
  readonly #settle: { resolve: (rows: Row[]) => void; reject: (error: unknown) => void };
  #described = false;

  constructor(organizationId: string, statement: Statement, options: { values: readonly Value[]; readOnly: boolean }) {
    super('');
    this.#organizationId = organizationId;
    this.#statement = statement;
    this.#values = options.values.map((value) => (typeof value === 'number' || typeof value === 'boolean' ? `${value}` : value));
    this.#bind = options.readOnly ? BIND_READ_ONLY : BIND;
    const { promise, ...settle } = Promise.withResolvers<Row[]>();
    this.done = promise;
    this.#settle = settle;
  }

  /** The Submittable that must be sent before this one on the same connection, if any. */
  preparationOn(connection: Connection): Submittable | undefined {
    const known = prepared.get(connection) ?? new Set<string>();
    prepared.set(connection, known);
    const missing = [this.#bind, this.#statement].filter(({ name }) => !known.has(name));
    for (const { name } of missing) known.add(name);
    return missing.length === 0 ? undefined : new Preparation(missing, known);
  }

  submit(connection: Connection): void {
    const wire = wireOf(connection);
    wire.bind({ statement: this.#bind.name, values: [this.#organizationId] });
    wire.execute({});
    wire.bind({ statement: this.#statement.name, values: [this.#organizationId, ...this.#values] });
    wire.describe({ type: 'P', name: '' });
    wire.execute({});
    wire.sync();
  }

  handleRowDescription(): void {
    this.#described = true;
  }

  /** The bind's own row comes undescribed and is passed over. */
  handleDataRow(message: { fields: Row }): void {
    if (this.#described) this.#rows.push(message.fields);
  }

  handleCommandComplete(): void {}

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {}

  /** `callback` is pg's own here: it stops the clock of query_timeout. */
  handleError(error: unknown): void {
    this.callback?.();
    this.#settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.callback?.();
    this.#settle.resolve(this.#rows);
  }
}
