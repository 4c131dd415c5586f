import { readdirSync, readFileSync } from 'node:fs';

// Wall times on a shared machine tell about its other guests; the scheduler's own count of nanoseconds does not.

/** CPU time of a process so far, all of its threads, in microseconds. */
export function cpuOfProcess(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + ranFor(`/proc/${pid}/task/${thread}`), 0);
}

/** CPU time of a PostgreSQL server so far, in microseconds. */
export type ServerCpu = {
  /** Of the processes that worked for the database, those that are gone included. */
  readonly own: number;
  /** Of those that work for all: the writers, the checkpointer, the postmaster. */
  readonly shared: number;
};

/** Reads the CPU time of the server that was started as `postmaster`, as one of its databases sees it. */
export type ReadServerCpu = (database: string) => ServerCpu;

/** Tells what a process works for by the title that PostgreSQL gives it. */
export function serverCpuOf(postmaster: number): ReadServerCpu {
  // What was last seen of a process stays when it is gone.
  const workers = new Map<number, { title: string; micros: number }>();
  return (database) => {
    for (const pid of [postmaster, ...childrenOf(postmaster)]) {
      const micros = ranFor(`/proc/${pid}`);
      if (micros > 0) workers.set(pid, { title: titleOf(pid), micros });
    }
    let [own, shared] = [0, 0];
    for (const { title, micros } of workers.values()) {
      if (title.split(' ').includes(database)) own += micros;
      else if (!BACKEND.test(title)) shared += micros;
    }
    return { own, shared };
  };
}

/** The title of a process that works for one database: `postgres: user database [local] idle`. */
const BACKEND = / \[local\] |autovacuum worker /;

/** Resident memory of a process, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** A process or thread that has just ended counts for nothing. */
function ranFor(folder: string): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ', 1)[0]) / 1000;
  } catch {
    return 0;
  }
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => parentOf(pid) === parent);
}

/** The second field of /proc/PID/stat after the command's name, which may hold spaces (proc(5)). */
function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ', 2)[1]);
  } catch {
    return 0;
  }
}
