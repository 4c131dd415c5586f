import { simulateCommand } from '../../conformance/simulate-command.ts';
import { stopSignal } from './start.ts';

/** `drawbridge simulate`: is an identity provider with a company of made-up people. Sets the exit code. */
export async function simulate(words: readonly string[]): Promise<void> {
  const terminal = {
    isLive: process.stdout.isTTY,
    write: (text: string) => void process.stdout.write(text),
  };
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  process.exitCode = await simulateCommand(words, { terminal, signal: stop.signal });
}
