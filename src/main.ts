import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer, createBuilding } from './app.ts';
import type { Config } from './config.ts';
import { openDatabase } from './platform/database/database.ts';
import { createLog } from './platform/log.ts';
import { version } from './version.ts';

const GRACE_MS = 10_000;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the idle time of the load balancers in use, so that they and not we close idle connections. */
const KEEP_ALIVE_MS = 75_000;

/** A service that listens. */
export type Service = {
  readonly baseUrl: string;
  /** Stops gracefully: readiness first, then the requests under way, then what is buffered, then the database. */
  stop(): Promise<void>;
};

/** Opens the database, builds, listens. Throws when anything of that cannot be; then nothing stays open. */
export async function serve(config: Config): Promise<Service> {
  const { log, requestLog, flush } = createLog(config.logLevel);
  const database = await openDatabase(config.database);
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  try {
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(config.port, config.host, resolve),
    );
  } catch (error) {
    await database.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const baseUrl = config.baseUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const building = createBuilding({ ...config, database, log, requestLog, baseUrl, version });
  server.on('request', building.handle);
  log.info({ baseUrl, database: config.database.kind, version }, 'ready');
  return {
    baseUrl,
    async stop() {
      building.stopping();
      await closeServer(server, GRACE_MS);
      await building.close();
      await database.close();
      log.info('stopped');
      flush();
    },
  };
}
