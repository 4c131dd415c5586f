import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Target } from './kit/scim-client.ts';

/** The command line does not say what to do; the message says how it would. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** The options that say which server, of every command that talks to one. */
export const targetOptions = {
  url: { type: 'string', multiple: true },
  token: { type: 'string' },
  header: { type: 'string', multiple: true },
  timeout: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const SECONDS = 10;

/** Reads the words after a command. Throws UsageFault. */
export function optionsOf<T extends ParseArgsOptionsConfig>(words: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
}

/** The server that the options name. The token may stand in SCIM_TOKEN, where no list of processes shows it. Throws UsageFault. */
export function targetOf(values: {
  readonly url?: string[];
  readonly token?: string;
  readonly header?: string[];
  readonly timeout?: string;
}): Target {
  const { url: baseUrls = [], token = process.env['SCIM_TOKEN'], header = [], timeout } = values;
  if (baseUrls.length === 0) throw new UsageFault('Say which server: --url with its SCIM base URL.');
  for (const url of baseUrls) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageFault(`--url ${url} is not an address that begins with https:// or http://.`);
    }
  }
  const seconds = wholeNumber('--timeout', timeout, { preset: SECONDS, min: 1, max: 600 });
  const headers = Object.fromEntries(header.map(headerOf));
  if (token === undefined && !Object.keys(headers).some((name) => name === 'authorization')) {
    throw new UsageFault('Say how to be let in: --token, the variable SCIM_TOKEN, or --header "Authorization: …".');
  }
  return { baseUrls, token, headers, timeoutMs: seconds * 1_000 };
}

function headerOf(line: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageFault(`--header "${line}" is not of the form "Name: value".`);
  return [name.toLowerCase(), value];
}

/** A number that an option gives. Throws UsageFault. */
export function wholeNumber(
  option: string,
  claimed: string | undefined,
  { preset, min, max }: { readonly preset: number; readonly min: number; readonly max: number },
): number {
  const number = claimed === undefined ? preset : Number(claimed);
  if (Number.isInteger(number) && number >= min && number <= max && claimed !== '') return number;
  throw new UsageFault(`${option} must be a whole number from ${min} to ${max}.`);
}
