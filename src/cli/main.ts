import { optionsOf, UsageFault } from '../../conformance/options.ts';
import { ConfigFaults } from '../config.ts';
import { DatabaseSetupFault } from '../platform/database/database.ts';
import { Outage } from '../platform/database/faults.ts';
import { FolderInUse } from '../platform/database/folder-lock.ts';
import { MigrationMismatch } from '../platform/database/migrate.ts';
import { version } from '../version.ts';
import { conformance } from './conformance.ts';
import { demo } from './demo.ts';
import { simulate } from './simulate.ts';
import { start } from './start.ts';

const USAGE = `Usage: drawbridge [command]

  start           serve (the default); settings come from the environment, see README.md
  demo [--once] [--persona NAME]
                  show the main job on a fresh embedded database, and stay up unless --once
  conformance     try a SCIM server, ours or another's; --help says how
  simulate        be an identity provider that provisions people and groups; --help says how
  --version       print the version`;

const commands: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  start,
  conformance,
  simulate,
  demo: (words) => {
    const { once = false, persona } = optionsOf(words, {
      once: { type: 'boolean' },
      persona: { type: 'string' },
    }).values;
    return demo({ once, persona });
  },
  '--version': async () => console.log(version),
  '--help': async () => console.log(USAGE),
};

const EXPECTED = [ConfigFaults, FolderInUse, Outage, DatabaseSetupFault, MigrationMismatch];

/** Runs one command of the command line and sets the exit code. */
export async function run([name = 'start', ...words]: readonly string[]): Promise<void> {
  const command = commands[name];
  if (command === undefined) {
    console.error(`There is no command ${name}.\n\n${USAGE}`);
    process.exitCode = 2;
    return;
  }
  try {
    await command(words);
  } catch (error) {
    if (error instanceof UsageFault) {
      console.error(`${error.message}\n\n${USAGE}`);
      process.exitCode = 2;
      return;
    }
    // What an operator can put right is told in a sentence; a stack is for our bugs.
    const isExpected = EXPECTED.some((kind) => error instanceof kind) || isSystemError(error);
    console.error(isExpected ? (error as Error).message : error);
    process.exitCode = 1;
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
