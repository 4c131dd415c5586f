import { LoadConnection, type Request, type Target } from './connection.ts';

/** What a series of requests took. */
export type Run = {
  readonly elapsedMs: number;
  /** Of each request, in milliseconds. */
  readonly latencies: readonly number[];
};

/** How many requests, and how many of them at once. */
export type Series = { readonly count: number; readonly concurrency: number };

/** How many requests are in flight where the work does not say otherwise. */
export const CONCURRENCY = 8;

/** Sends one request over a connection of one's own and gives the answer's body. */
export type Ask = (request: Request) => Promise<string>;

/** Keep-alive connections to one target. */
export type Load = {
  /** Sends the requests 0 to `count` - 1 over the first `concurrency` connections (lanes), each taking the next when it is free. */
  send(series: Series, requestAt: (index: number, lane: number) => Request): Promise<Run>;
  /** The same with several requests for each number. */
  work(count: number, task: (index: number, ask: Ask) => Promise<void>): Promise<void>;
  /** The answer to one request. */
  ask: Ask;
  close(): void;
};

/** Opens `size` connections. */
export function openLoad(target: Target, size: number): Load {
  const connections = Array.from({ length: size }, () => new LoadConnection(target));

  async function share(
    count: number,
    free: readonly LoadConnection[],
    task: (index: number, connection: LoadConnection, lane: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    await Promise.all(
      free.map(async (connection, lane) => {
        while (next < count) await task(next++, connection, lane);
      }),
    );
  }

  return {
    async send({ count, concurrency }, requestAt) {
      const latencies: number[] = [];
      const startedAt = performance.now();
      await share(count, connections.slice(0, concurrency), async (index, connection, lane) => {
        const request = requestAt(index, lane);
        const sentAt = performance.now();
        await connection.send(request);
        latencies[index] = performance.now() - sentAt;
      });
      return { elapsedMs: performance.now() - startedAt, latencies };
    },
    work: (count, task) =>
      share(count, connections, (index, connection) => task(index, (request) => connection.send(request))),
    ask: async (request) => (await connections[0]?.send(request)) ?? '',
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

/** The middle of the numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
