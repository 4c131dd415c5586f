import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Arrival } from './context.ts';

/** What is told of every request: no tenant data, no secrets, the route and never the address. */
export type Observation = {
  readonly door: 'scim' | 'api';
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly organization?: string | undefined;
};

export type Observe = (arrival: Arrival, observation: Observation) => void;

/** Writes one log line and one measurement per request. */
export function observer(log: Log, metrics: Metrics): Observe {
  const observe = seriesOf(metrics);
  return ({ now, requestId }, observation) => {
    const ms = Date.now() - now.getTime();
    observe(observation, ms / 1000);
    log.info({ requestId, ms, ...observation }, 'request');
  };
}

/** Looks a series up once: there are as many as there are routes and statuses, and finding one costs more than using it. */
function seriesOf({ requests }: Metrics): (observation: Observation, seconds: number) => void {
  const known = new Map<string, ReturnType<typeof requests.labels>>();
  return ({ door, method, route, status }, seconds) => {
    const key = `${method} ${route} ${status}`;
    const series = known.get(key) ?? requests.labels({ door, method, route, status: `${status}` });
    known.set(key, series);
    series.observe(seconds);
  };
}
