import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { Arrival } from './context.ts';

/** What is told of every request: no tenant data, no secrets, the route and never the address. */
export type Observation = {
  readonly door: 'scim' | 'api' | 'operations';
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly organization?: string | undefined;
};

export type Observe = (arrival: Arrival, observation: Observation) => void;

/** Writes one log line and one measurement per request. */
export function observer(log: Log, metrics: Metrics): Observe {
  return ({ now, requestId }, observation) => {
    const ms = Date.now() - now.getTime();
    const { door, method, route, status } = observation;
    metrics.requests.observe({ door, method, route, status: `${status}` }, ms / 1000);
    log.info({ requestId, ms, ...observation }, 'request');
  };
}
