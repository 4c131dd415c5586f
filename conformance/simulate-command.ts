import { optionsOf, targetOf, targetOptions, UsageFault, wholeNumber } from './options.ts';
import { personas } from './personas/all.ts';
import type { Terminal } from './report/terminal.ts';
import { findVariant } from './simulate/find-variant.ts';
import { type Simulation, simulate } from './simulate/simulate.ts';
import { simulationText, tellProgress } from './simulate/terminal-report.ts';

const USAGE = `Usage: drawbridge simulate NAME --url URL [--token TOKEN] [options]

Is an identity provider with a company of made-up people: provisions them and their groups into a SCIM 2.0 server, keeps
changing them (joiners, movers, leavers, returners, new names, creates sent again, many members at once), and compares
in the end what is on the server with its own books. Exit code 0: everything is as the books say, and no answer was a
5xx; 1: something is not; 2: the command line is wrong. Ctrl-C ends the changes; the comparison still follows.

  NAME              okta (or okta-oin, okta-aiw), entra (entra-flag), google, onelogin, jumpcloud, ping, authentik
  --url URL         the SCIM base URL; may be repeated, for replicas without a load balancer
  --token TOKEN     the bearer token; or put it into the variable SCIM_TOKEN
  --token-url URL   or let it be fetched there, by client credentials, with
  --client-id ID    this id and the secret in the variable SCIM_CLIENT_SECRET
  --header "N: V"   sent with every request, for servers that let in by another header; may be repeated
  --people N        how many people there are at first (200)
  --groups N        how many groups (a tenth of the people); none where the client pushes none
  --changes N       how many changes follow (as many as people)
  --speed N         at most so many operations a second (as many as the server takes)
  --concurrency N   so many operations at once (4)
  --seed N          another seed, other people and other changes; the same seed, the same (1)
  --clean           remove in the end what was made
  --timeout SECONDS how long to wait for an answer (10)`;

const options = {
  ...targetOptions,
  people: { type: 'string' },
  groups: { type: 'string' },
  changes: { type: 'string' },
  speed: { type: 'string' },
  concurrency: { type: 'string' },
  seed: { type: 'string' },
  clean: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Where the command writes to, and what ends it early. */
export type Streams = { readonly terminal: Terminal; readonly signal?: AbortSignal };

/** `drawbridge simulate`. Gives the exit code. Throws only what is a fault of ours. */
export async function simulateCommand(words: readonly string[], { terminal, signal }: Streams): Promise<number> {
  try {
    const { values, positionals } = optionsOf(words, options);
    if (values.help) {
      terminal.write(`${USAGE}\n`);
      return 0;
    }
    const simulation = simulationOf(values, positionals);
    const { people, variant, target } = simulation;
    terminal.write(`${variant.title} provisions ${people} people into ${target.baseUrls.join(', ')}\n`);
    signal?.addEventListener('abort', () => terminal.write('\nStopping after the operations under way …\n'));
    const report = await simulate({ ...simulation, signal, onProgress: tellProgress(terminal) });
    terminal.write(simulationText(report));
    return report.isGood ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    terminal.write(`${error.message}\n\n${USAGE}\n`);
    return 2;
  }
}

type Values = ReturnType<typeof optionsOf<typeof options>>['values'];

function simulationOf(values: Values, [name, ...others]: readonly string[]): Simulation {
  if (name === undefined) throw new UsageFault('Say which identity provider to simulate.');
  if (others.length > 0) throw new UsageFault(`What is meant by ${others.join(' ')}?`);
  const { variant } = findVariant(personas, name);
  return { variant, target: targetOf(values), ...extentOf(values) };
}

type NumberOption = 'people' | 'groups' | 'changes' | 'speed' | 'concurrency' | 'seed';

function extentOf(values: Values) {
  const number = (option: NumberOption, limits: { preset: number; min: number; max: number }): number =>
    wholeNumber(`--${option}`, values[option], limits);
  const people = number('people', { preset: 200, min: 1, max: 20_000 });
  return {
    people,
    groups: values.groups === undefined ? undefined : number('groups', { preset: 0, min: 0, max: 2_000 }),
    changes: number('changes', { preset: people, min: 0, max: 100_000 }),
    speed: values.speed === undefined ? undefined : number('speed', { preset: 1, min: 1, max: 10_000 }),
    concurrency: number('concurrency', { preset: 4, min: 1, max: 64 }),
    seed: number('seed', { preset: 1, min: 0, max: 1_000_000_000 }),
    isCleaning: values.clean === true,
  };
}
