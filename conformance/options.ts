import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { fetchedToken } from './kit/access-token.ts';
import type { Target } from './kit/scim-client.ts';

/** The command line does not say what to do; the message says how it would. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** The options that say which server, of every command that talks to one. */
export const targetOptions = {
  url: { type: 'string', multiple: true },
  token: { type: 'string' },
  'token-url': { type: 'string' },
  'client-id': { type: 'string' },
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

/** What the options of a target say. */
export type TargetValues = {
  readonly url?: string[];
  readonly token?: string;
  readonly 'token-url'?: string;
  readonly 'client-id'?: string;
  readonly header?: string[];
  readonly timeout?: string;
};

/**
 * The server that the options name. The token may stand in SCIM_TOKEN, and a client's secret does in
 * SCIM_CLIENT_SECRET, where no list of processes shows them. Throws UsageFault.
 */
export function targetOf(values: TargetValues): Target {
  const { url: baseUrls = [], header = [], timeout } = values;
  if (baseUrls.length === 0) throw new UsageFault('Say which server: --url with its SCIM base URL.');
  for (const url of baseUrls) assertAddress('--url', url);
  const seconds = wholeNumber('--timeout', timeout, { preset: SECONDS, min: 1, max: 600 });
  const timeoutMs = seconds * 1_000;
  const token = tokenOf(values, timeoutMs);
  if (token === undefined && header.length === 0) {
    throw new UsageFault(
      'Say how to be let in: --token, the variable SCIM_TOKEN, --token-url with --client-id, or --header.',
    );
  }
  return { baseUrls, token, headers: Object.fromEntries(header.map(headerOf)), timeoutMs };
}

function tokenOf(values: TargetValues, timeoutMs: number): Target['token'] {
  const { token = process.env['SCIM_TOKEN'], 'token-url': tokenUrl, 'client-id': clientId } = values;
  if (tokenUrl === undefined && clientId === undefined) return token;
  const clientSecret = process.env['SCIM_CLIENT_SECRET'];
  if (tokenUrl === undefined || clientId === undefined || clientSecret === undefined) {
    throw new UsageFault('A fetched token needs --token-url, --client-id, and the secret in SCIM_CLIENT_SECRET.');
  }
  assertAddress('--token-url', tokenUrl);
  return fetchedToken({ tokenUrl, clientId, clientSecret, timeoutMs });
}

function assertAddress(option: string, url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) {
    const { username, password } = new URL(url);
    if (username + password === '') return;
    throw new UsageFault(
      `${option} holds a name or a password, and stands in reports. Use --header "Authorization: …".`,
    );
  }
  throw new UsageFault(`${option} ${url} is not an address that begins with https:// or http://.`);
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
