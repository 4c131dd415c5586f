import { cpuOfProcess, type ReadServerCpu } from './cpu.ts';

/** CPU time in microseconds. */
export type Usage = { node: number; database: number };

/**
 * Counts what one contestant uses. What its processes do between two of its series is the rest of the former: the
 * request log, for one, is written once a second. What serves all databases is counted while the series runs.
 */
export class Meter {
  readonly #read: () => Usage & { shared: number };
  #holder: Usage | undefined;
  #last: Usage & { shared: number };

  /** `pid` is the contestant's, `database` the name of its own database. */
  constructor({ pid, database, server }: { pid: number; database: string; server: ReadServerCpu }) {
    this.#read = () => {
      const { own, shared } = server(database);
      return { node: cpuOfProcess(pid), database: own, shared };
    };
    this.#last = this.#read();
  }

  /** From now on usage is counted to `holder`; to nobody without one. */
  countTo(holder?: Usage): void {
    const { node, database } = this.#sinceLast();
    this.#add({ node, database });
    this.#holder = holder;
  }

  /** The series has come to its end: counts what it used, its share of what serves all databases included. */
  endSeries(): void {
    const { node, database, shared } = this.#sinceLast();
    this.#add({ node, database: database + shared });
  }

  #add({ node, database }: Usage): void {
    if (this.#holder === undefined) return;
    this.#holder.node += node;
    this.#holder.database += database;
  }

  #sinceLast(): Usage & { shared: number } {
    const last = this.#last;
    this.#last = this.#read();
    const { node, database, shared } = this.#last;
    return { node: node - last.node, database: database - last.database, shared: shared - last.shared };
  }
}
