import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;
const POLL_MS = 5;

/** A server in a process of its own, on loopback. */
export type Child = {
  readonly pid: number;
  readonly port: number;
  /** From spawn to the first 200 of /readyz. */
  readonly coldStartMs: number;
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();

// Whatever ends this process ends what it started.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `node ...words` with PORT set, and waits until it is ready. Throws with what it printed when it is not. */
export async function startChild(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  const port = await freePort();
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...words], {
    env: { ...inherited, ...environment, PORT: `${port}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await ready(child, port).catch((cause: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${words.join(' ')} did not start: ${printed}`, { cause });
  });
  const coldStartMs = performance.now() - startedAt;
  return { pid: child.pid ?? 0, port, coldStartMs, stop: () => stop(child) };
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await wait(POLL_MS);
  }
  throw new Error(`it was not ready after ${START_LIMIT_MS} ms`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    const impatient = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(impatient);
  }
  running.delete(child);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
