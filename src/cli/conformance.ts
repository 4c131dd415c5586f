import { conformanceCommand } from '../../conformance/run.ts';
import { version } from '../version.ts';
import { terminal } from './terminal.ts';

/** `drawbridge conformance`: tries a SCIM server, ours or another's. Sets the exit code. */
export async function conformance(words: readonly string[]): Promise<void> {
  process.exitCode = await conformanceCommand(words, { terminal, version });
}
