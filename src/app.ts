import type { RequestListener, Server } from 'node:http';
import express, { type Express } from 'express';
import { directoryGate } from './core/directories/directory-gate.ts';
import { recordLastUsed } from './core/directories/last-used.ts';
import { clientGate } from './core/directory-clients/client-gate.ts';
import { purgeMachineCredentialsHourly } from './core/directory-clients/purge-machine-credentials.ts';
import { performer } from './core/perform.ts';
import { purgeScimRequestsHourly } from './core/scim-requests/purge-scim-requests.ts';
import { recordScimRequests } from './core/scim-requests/record-scim-requests.ts';
import { apiDoor } from './edge/api/door.ts';
import { observer } from './edge/http/observe.ts';
import { operationsDoor } from './edge/http/operations.ts';
import { refuseTheRest } from './edge/http/rest.ts';
import { isForScim, type ScimDoor, scimDoor } from './edge/scim/door.ts';
import { oauthDoor } from './edge/scim/oauth/door.ts';
import { audiencesAt } from './edge/scim/oauth/metadata.ts';
import { scimRateLimit } from './edge/scim/rate-limit.ts';
import type { Database } from './platform/database/database.ts';
import { keySource } from './platform/key-source.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { outboundHttp } from './platform/outbound-http.ts';
import { sealFor } from './platform/secrets.ts';

export type BuildingOptions = {
  readonly database: Database;
  readonly log: Log;
  /** For the one line per request. */
  readonly requestLog: Log;
  /** The public address, without a slash at the end. */
  readonly baseUrl: string;
  readonly secrets: readonly string[];
  readonly operatorKeys: ReadonlyMap<string, string>;
  /** What one directory may ask of this process; above it SCIM answers 429. */
  readonly scimRequestsPerSecond: number;
  /** How long the record of SCIM requests is kept. */
  readonly scimLogDays: number;
  /** What may be called besides public addresses, as CIDR. */
  readonly allowedPrivateNetworks: readonly string[];
  readonly version: string;
};

/** The whole service: every door, in the order in which a request meets them. */
export type Building = {
  readonly handle: RequestListener;
  /** The first door: it takes requests before Express, which would cost as much as the rest of a GET. */
  readonly scim: ScimDoor;
  /** Every other door. */
  readonly app: Express;
  /** From now on readiness says no. */
  stopping(): void;
  /** Ends what runs beside requests. The database is the caller's to close. */
  close(): Promise<void>;
};

/** Puts the building together on an open database. */
export function createBuilding(options: BuildingOptions): Building {
  const { database, log, baseUrl, version, operatorKeys, allowedPrivateNetworks } = options;
  let isStopping = false;
  const metrics = createMetrics();
  const observe = observer(options.requestLog, metrics);

  const gate = directoryGate(database);
  const lastUsed = recordLastUsed(database, log);
  const scimRequests = recordScimRequests({ database, log });
  const keys = keySource(outboundHttp({ allowedPrivateNetworks }));
  const clients = clientGate({ database, keys, audiences: audiencesAt(baseUrl) });
  const purges = [
    purgeScimRequestsHourly({ database, log, days: options.scimLogDays }),
    purgeMachineCredentialsHourly({ database, log }),
  ];
  const perform = performer({ database, log, onRevocation: (subject) => gate.forget(subject) });
  const stopListening = database.onRevocation({
    onNotice: (subject) => gate.forget(subject),
    onGap: () => gate.forgetAll(),
  });

  metrics.gauge('drawbridge_last_used_dropped', 'Uses of tokens that were not written.', lastUsed.dropped);
  metrics.counter(
    'drawbridge_scim_request_log_dropped_total',
    'SCIM requests that were not recorded.',
    scimRequests.dropped,
  );
  metrics.gauge('drawbridge_database_connections', 'Open connections.', () => database.load().total);
  metrics.gauge('drawbridge_database_waiting', 'Callers waiting for a connection.', () => database.load().waiting);

  const limit = { perSecond: options.scimRequestsPerSecond };
  const rateLimit = scimRateLimit(limit);
  const cursors = sealFor('cursors', options.secrets);
  const scim = scimDoor({ perform, gate, lastUsed, scimRequests, rateLimit, cursors, baseUrl, log, observe });
  const app = express().disable('x-powered-by').disable('etag');
  const oauth = { perform, clients, scimRequests, rateLimit: scimRateLimit(limit), baseUrl, log, observe };
  app.use(oauthDoor(oauth));
  const api = { perform, operatorKeys, cursors, allowedPrivateNetworks, baseUrl, version, log, observe };
  app.use('/api/v1', apiDoor(api));
  app.use(operationsDoor({ database, metrics, log, isStopping: () => isStopping }));
  app.use(refuseTheRest({ log }));

  return {
    scim,
    app,
    handle: (request, response) => (isForScim(request) ? scim(request, response) : app(request, response)),
    stopping() {
      isStopping = true;
    },
    async close() {
      await Promise.all([lastUsed, scimRequests, ...purges].map((each) => each.stop()).concat(stopListening()));
    },
  };
}

/** Stops taking connections, lets the requests that are under way finish for at most `graceMs`, and cuts the rest. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
