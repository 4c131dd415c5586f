import { readConfig } from '../config.ts';
import { serve } from '../main.ts';

/** `drawbridge start`: serves until it is told to stop. */
export async function start(): Promise<void> {
  const config = readConfig();
  const service = await serve(config);
  if (config.newOperatorKey !== undefined) {
    console.log(`\nOperator key, shown this once and kept in the data folder:\n\n  ${config.newOperatorKey}\n`);
  }
  if (!config.isProduction)
    console.log(`Drawbridge listens on ${service.baseUrl} (development: this machine only). Stop it with Ctrl-C.`);
  await stopSignal();
  await service.stop();
}

/** Resolves when the process is asked to end; asked twice, it ends at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
