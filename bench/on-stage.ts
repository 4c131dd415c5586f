import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openStage, type Stage } from './stage.ts';

/** Does the work on a PostgreSQL of its own, which is gone afterwards, whatever happens. */
export async function onStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  if (process.platform !== 'linux') throw new Error('the bench reads CPU times from /proc, which only Linux has');
  if (!existsSync(fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url))))
    throw new Error('run npm run build first');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const stage = await openStage();
  try {
    await work(stage);
  } finally {
    await stage.stop();
  }
}

/** When and on what it was measured. */
export function machineOf({ version }: Stage): { date: string; machine: string } {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores of ${cpu?.model.trim()}, Linux, Node ${process.versions.node}, PostgreSQL ${version}`,
  };
}
