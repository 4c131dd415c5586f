import { LoadConnection, type Request, type Target } from './connection.ts';

/** What a series of requests took. */
export type Run = {
  readonly elapsedMs: number;
  /** Of each request, in milliseconds, in no order. */
  readonly latencies: readonly number[];
};

/** Keep-alive connections to one target. */
export type Load = {
  /** Sends the requests 0 to `count` - 1 over the first `concurrency` connections, each taking the next when it is free. */
  send(series: { count: number; concurrency: number }, requestAt: (index: number) => Request): Promise<Run>;
  /** The answer to one request. */
  ask(request: Request): Promise<string>;
  close(): void;
};

/** Opens `size` connections. */
export function openLoad(target: Target, size: number): Load {
  const connections = Array.from({ length: size }, () => new LoadConnection(target));
  return {
    async send({ count, concurrency }, requestAt) {
      const latencies: number[] = [];
      let next = 0;
      const startedAt = performance.now();
      await Promise.all(
        connections.slice(0, concurrency).map(async (connection) => {
          while (next < count) {
            const request = requestAt(next++);
            const sentAt = performance.now();
            await connection.send(request);
            latencies.push(performance.now() - sentAt);
          }
        }),
      );
      return { elapsedMs: performance.now() - startedAt, latencies };
    },
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
