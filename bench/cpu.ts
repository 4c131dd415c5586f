import { readdirSync, readFileSync } from 'node:fs';

// Wall times on a shared machine tell about its other guests; the scheduler's own count of nanoseconds does not.

/** CPU time of a process so far, all of its threads, in microseconds. */
export function cpuOfProcess(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + ranFor(`/proc/${pid}/task/${thread}`), 0);
}

/**
 * CPU time so far of a PostgreSQL server, in microseconds: the postmaster, the processes that it started, and those of
 * them that are gone.
 */
export function cpuOfServer(postmaster: number): number {
  const living = childrenOf(postmaster).reduce((sum, pid) => sum + ranFor(`/proc/${pid}`), 0);
  return ranFor(`/proc/${postmaster}`) + living + reapedBy(postmaster);
}

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

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => Number(fieldsOf(pid)[PARENT]) === parent);
}

/** Ticks of 10 ms: coarse, but only autovacuum workers end while we look. */
function reapedBy(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[REAPED_USER]) + Number(fields[REAPED_SYSTEM])) * 10_000;
}

// Places in /proc/PID/stat after the command's name, which may hold spaces (proc(5)).
const PARENT = 1;
const REAPED_USER = 13;
const REAPED_SYSTEM = 14;

function fieldsOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
