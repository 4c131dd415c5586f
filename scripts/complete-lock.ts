// npm leaves optional packages of other platforms out of the lock when the registry in use lacks them, and `npm ci`
// then refuses that lock. `npm run complete:lock` enters them by name and version; no machine that needs one of them
// gets less than before, and a test sees when one is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Entry = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Entry & Record<string, unknown>> };

/** An optional package that some package of the lock names and the lock does not have. */
export type Missing = { readonly name: string; readonly version: string; readonly isDev: boolean };

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
const LOCK = new URL('../package-lock.json', import.meta.url);

/** Reads the lock of this project. */
export function readLock(): Lock {
  return JSON.parse(readFileSync(LOCK, 'utf8')) as Lock;
}

/** The optional packages that the lock names and lacks. */
export function missingFrom({ packages }: Lock): Missing[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isReachable(packages, at, name))
      .map(([name, version]) => ({ name, version, isDev: dev })),
  );
}

/** Node looks beside the package, and then one node_modules further up each time. */
function isReachable(packages: Lock['packages'], from: string, name: string): boolean {
  const folders =
    from === ''
      ? []
      : from.split('/node_modules/').map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...folders.map((folder) => `${folder}/`)].some((folder) =>
    Object.hasOwn(packages, `${folder}node_modules/${name}`),
  );
}

/** An entry that installs nothing anywhere but on its own platform. */
function entryFor({ name, version, isDev }: Missing) {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const system = SYSTEMS.find((each) => words.includes(each)) ?? 'none';
  const processor = PROCESSORS.find((each) => words.includes(each)) ?? 'none';
  const libc = system === 'linux' ? { libc: [words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'] } : {};
  return { version, cpu: [processor], ...(isDev ? { dev: true } : {}), ...libc, optional: true, os: [system] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = readLock();
  const missing = missingFrom(lock);
  for (const each of missing) lock.packages[`node_modules/${each.name}`] = entryFor(each);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} packages entered`);
}
