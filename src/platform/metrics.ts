import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The service's measurements, in Prometheus' form. No label names a tenant. */
export type Metrics = {
  readonly registry: Registry;
  readonly requests: Histogram<'door' | 'method' | 'route' | 'status'>;
  /** A number that is read whenever somebody asks. */
  gauge(name: string, help: string, read: () => number): void;
  /** A number that only grows, likewise. */
  counter(name: string, help: string, read: () => number): void;
};

/** A fresh set of measurements, with those of the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'drawbridge_http_request_duration_seconds',
      help: 'Time from arrival to answer.',
      labelNames: ['door', 'method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
    counter(name, help, read) {
      new Counter({
        name,
        help,
        registers: [registry],
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    },
  };
}
