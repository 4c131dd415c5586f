import { conformanceCommand } from '../../conformance/run.ts';
import { version } from '../version.ts';

/** `drawbridge conformance`: tries a SCIM server, ours or another's. Sets the exit code. */
export async function conformance(words: readonly string[]): Promise<void> {
  const terminal = {
    isLive: process.stdout.isTTY,
    write: (text: string) => void process.stdout.write(text),
  };
  process.exitCode = await conformanceCommand(words, { terminal, version });
}
