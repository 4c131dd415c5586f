import { Router } from 'express';
import type { Database } from '../../platform/database/database.ts';
import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { writeAnswer } from './answer.ts';
import { arrive } from './context.ts';
import { failureOf } from './refusals.ts';

export type OperationsOptions = {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly log: Log;
  /** True from the moment that the service was asked to stop: no new traffic, please. */
  readonly isStopping: () => boolean;
};

const JSON_TYPE = 'application/json; charset=utf-8';

/** Liveness, readiness and metrics, for whoever runs the service. */
export function operationsDoor({ database, metrics, log, isStopping }: OperationsOptions): Router {
  const router = Router();
  router.get('/livez', (_request, response) => {
    writeAnswer(response, { status: 200, body: '{"status":"alive"}' }, { contentType: JSON_TYPE, ...arrive() });
  });
  router.get('/readyz', async (_request, response) => {
    const { requestId } = arrive();
    try {
      await database.ping();
      const body = isStopping() ? '{"status":"stopping"}' : '{"status":"ready"}';
      writeAnswer(response, { status: isStopping() ? 503 : 200, body }, { contentType: JSON_TYPE, requestId });
    } catch (error) {
      const { status, headers } = failureOf(error, { log, requestId });
      writeAnswer(
        response,
        { status, headers, body: '{"status":"database unavailable"}' },
        { contentType: JSON_TYPE, requestId },
      );
    }
  });
  router.get('/metrics', async (_request, response) => {
    const body = await metrics.registry.metrics();
    writeAnswer(response, { status: 200, body }, { contentType: metrics.registry.contentType, ...arrive() });
  });
  return router;
}
