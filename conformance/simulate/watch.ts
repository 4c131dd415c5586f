import { AsyncLocalStorage } from 'node:async_hooks';
import type { Exchange } from '../kit/scim-client.ts';

export const statusClasses = ['2xx', '3xx', '4xx', '5xx', 'no answer'] as const;

export type StatusClass = (typeof statusClasses)[number];

/** What went over the wire. */
export type Traffic = {
  readonly requests: number;
  readonly statuses: Readonly<Record<StatusClass, number>>;
  /** The request whose answer took longest. */
  readonly slowest?: { readonly request: string; readonly durationMs: number } | undefined;
};

/** Counts exchanges, and knows which piece of work each belongs to. */
export type Watch = {
  readonly onExchange: (exchange: Exchange) => void;
  /** Does the work, and gives the statuses that it was answered with beside what it gives or throws. */
  during<T>(work: () => Promise<T>): Promise<Watched<T>>;
  traffic(): Traffic;
};

export type Watched<T> = { readonly statuses: readonly number[] } & (
  | { readonly isDone: true; readonly value: T }
  | { readonly isDone: false; readonly error: unknown }
);

/** A watch over a client whose exchanges it is told of. */
export function newWatch(): Watch {
  const work = new AsyncLocalStorage<number[]>();
  const statuses = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, 'no answer': 0 };
  let requests = 0;
  let slowest: Traffic['slowest'];
  return {
    onExchange({ method, url, answer, durationMs }) {
      requests += 1;
      statuses[classOf(answer?.status)] += 1;
      if (answer === undefined) return;
      work.getStore()?.push(answer.status);
      if (durationMs > (slowest?.durationMs ?? 0)) slowest = { request: `${method} ${url}`, durationMs };
    },
    async during(doing) {
      const seen: number[] = [];
      try {
        return { statuses: seen, isDone: true, value: await work.run(seen, doing) };
      } catch (error) {
        return { statuses: seen, isDone: false, error };
      }
    },
    traffic: () => ({ requests, statuses: { ...statuses }, slowest }),
  };
}

function classOf(status: number | undefined): StatusClass {
  if (status === undefined) return 'no answer';
  return statusClasses[Math.floor(status / 100) - 2] ?? '5xx';
}
