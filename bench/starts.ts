import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './load.ts';
import { startOurs } from './ours.ts';
import type { Prepared } from './stage.ts';

/** Milliseconds from spawn to the first 200 of /readyz. */
export type Starts = {
  readonly postgresEmpty: number;
  readonly postgres: number;
  readonly embeddedEmpty: number;
  readonly embedded: number;
};

/** Cold starts of our service, medians of `times`: on a PostgreSQL database that is migrated, and on the embedded one. */
export async function coldStarts({ ours, firstStartMs }: Prepared, times: number): Promise<Starts> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-bench-'));
  try {
    const embedded = { DRAWBRIDGE_DATA_DIR: folder };
    return {
      postgresEmpty: firstStartMs,
      postgres: await medianStart({ DATABASE_URL: ours.url }, times),
      embeddedEmpty: await coldStart(embedded),
      embedded: await medianStart(embedded, times),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function medianStart(database: Readonly<Record<string, string>>, times: number): Promise<number> {
  const starts: number[] = [];
  for (let start = 0; start < times; start += 1) starts.push(await coldStart(database));
  return median(starts);
}

async function coldStart(database: Readonly<Record<string, string>>): Promise<number> {
  const child = await startOurs(database);
  await child.stop();
  return child.coldStartMs;
}
