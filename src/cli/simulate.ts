import { simulateCommand } from '../../conformance/simulate-command.ts';
import { stopSignal } from './start.ts';
import { terminal } from './terminal.ts';

/** `drawbridge simulate`: is an identity provider with a company of made-up people. Sets the exit code. */
export async function simulate(words: readonly string[]): Promise<void> {
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  process.exitCode = await simulateCommand(words, { terminal, signal: stop.signal });
}
