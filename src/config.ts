import { type Environment, readSecrets, type Say, type Secrets } from './config-secrets.ts';
import type { DatabaseLocation } from './platform/database/database.ts';
import { networkOf } from './platform/outbound-address.ts';

/** Everything that can be set from outside, read once at the start. */
export type Config = Secrets & {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  /** The public address, without a slash at the end; undefined is the address that the service listens on. */
  readonly baseUrl: string | undefined;
  readonly database: DatabaseLocation;
  /** How many days SCIM requests stay in the log of their directory. */
  readonly scimLogDays: number;
  /** How many SCIM requests a directory may send to this process in a second. */
  readonly scimRequestsPerSecond: number;
  /** Private networks, in CIDR notation, whose servers the service may call. */
  readonly allowedPrivateNetworks: readonly string[];
  readonly logLevel: string;
};

/** One thing wrong with the configuration: the variable, what is wrong, and a value that would do. */
export type ConfigFault = { readonly variable: string; readonly problem: string; readonly example: string };

/** The configuration does not hold; every fault is in the message. */
export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults';
  readonly faults: readonly ConfigFault[];
  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(
      ({ variable, problem, example }) => `  ${variable}: ${problem}. Example: ${variable}=${example}`,
    );
    super(`The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

const ALLOWED_NETWORKS = 'DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS';
const KNOWN = new Set([
  'DRAWBRIDGE_DATA_DIR',
  'DRAWBRIDGE_SECRET',
  'DRAWBRIDGE_OPERATOR_KEY',
  'DRAWBRIDGE_SCIM_LOG_DAYS',
  'DRAWBRIDGE_SCIM_REQUESTS_PER_SECOND',
  ALLOWED_NETWORKS,
]);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/**
 * Reads the environment into one frozen Config. Throws ConfigFaults with every fault at once. In development it
 * makes what secrets are missing in the data folder.
 */
export function readConfig(environment: Environment = process.env): Config {
  const faults: ConfigFault[] = [];
  const say = (variable: string, problem: string, example: string): void =>
    void faults.push({ variable, problem, example });
  const env = withoutEmpty(environment);
  const isProduction = env['NODE_ENV'] === 'production';
  for (const name of Object.keys(env).filter((each) => each.startsWith('DRAWBRIDGE_') && !KNOWN.has(each))) {
    say(name, `is not a setting of Drawbridge; the settings are ${[...KNOWN].join(', ')}`, '(unset)');
  }
  const host = env['HOST'] ?? (isProduction ? '0.0.0.0' : '127.0.0.1');
  if (!isProduction && !LOOPBACK.test(host)) {
    say(
      'HOST',
      `must be a loopback address in development, not ${host}; set NODE_ENV=production to serve others`,
      '127.0.0.1',
    );
  }
  const settings = {
    isProduction,
    host,
    port:
      wholeNumber(env['PORT'] ?? '3000', 65_535) ?? (say('PORT', 'must be a whole number from 0 to 65535', '3000'), 0),
    baseUrl: baseUrlOf(env['BASE_URL'], isProduction, say),
    database: databaseOf(env, isProduction, say),
    ...scimOf(env, say),
    allowedPrivateNetworks: networksOf(env[ALLOWED_NETWORKS] ?? '', say),
    logLevel: logLevelOf(env['LOG_LEVEL'] ?? 'info', say),
  };
  const secrets = readSecrets(env, { isProduction, dataFolder: dataFolderOf(env), mayWrite: faults.length === 0 }, say);
  if (faults.length > 0) throw new ConfigFaults(faults);
  return Object.freeze({ ...settings, ...secrets });
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}

function dataFolderOf(env: Environment): string {
  return env['DRAWBRIDGE_DATA_DIR'] ?? '.drawbridge';
}

function wholeNumber(claimed: string, max: number): number | undefined {
  const number = Number(claimed);
  return /^\d{1,9}$/.test(claimed) && number <= max ? number : undefined;
}

function baseUrlOf(claimed: string | undefined, isProduction: boolean, say: Say): string | undefined {
  const example = isProduction ? 'https://id.example.com' : 'http://localhost:3000';
  if (claimed === undefined) {
    if (isProduction) say('BASE_URL', 'is required in production: the public address of this service', example);
    return undefined;
  }
  const url = URL.canParse(claimed) ? new URL(claimed) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    `${url.username}${url.password}${url.search}${url.hash}` !== ''
  ) {
    say('BASE_URL', 'must be an http or https address without credentials, query and fragment', example);
    return undefined;
  }
  if (isProduction && url.protocol !== 'https:') say('BASE_URL', 'must start with https:// in production', example);
  if (!isProduction && !LOOPBACK.test(url.hostname)) {
    say('BASE_URL', 'must be a loopback address in development; set NODE_ENV=production to serve others', example);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function databaseOf(env: Environment, isProduction: boolean, say: Say): DatabaseLocation {
  const example = 'postgres://drawbridge_owner:secret@localhost:5432/drawbridge';
  const urls = {
    ownerUrl: env['DATABASE_URL'],
    appUrl: env['DATABASE_APP_URL'],
    systemUrl: env['DATABASE_SYSTEM_URL'],
  };
  for (const [variable, url] of Object.entries({
    DATABASE_URL: urls.ownerUrl,
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_SYSTEM_URL: urls.systemUrl,
  })) {
    if (url !== undefined && !/^postgres(?:ql)?:\/\//.test(url))
      say(variable, 'must be a postgres:// address', example);
  }
  const poolSize = wholeNumber(env['DATABASE_POOL_SIZE'] ?? '10', 500);
  if (!poolSize) say('DATABASE_POOL_SIZE', 'must be a whole number from 1 to 500', '10');
  const { ownerUrl } = urls;
  if (ownerUrl !== undefined) return { kind: 'postgres', ...urls, ownerUrl, poolSize: poolSize ?? 10 };
  if (isProduction) say('DATABASE_URL', 'is required in production; the embedded database is for trying out', example);
  if ((urls.appUrl ?? urls.systemUrl) !== undefined)
    say('DATABASE_URL', 'is needed beside the URLs of the other roles', example);
  return { kind: 'embedded', folder: dataFolderOf(env) };
}

/** Entra ID asks for at least 25 requests a second and tenant. */
function scimOf(env: Environment, say: Say): Pick<Config, 'scimLogDays' | 'scimRequestsPerSecond'> {
  const within = (variable: string, preset: number, [min, max]: [number, number]): number => {
    const number = wholeNumber(env[variable] ?? `${preset}`, max);
    if (number !== undefined && number >= min) return number;
    say(variable, `must be a whole number from ${min} to ${max}`, `${preset}`);
    return preset;
  };
  return {
    scimLogDays: within('DRAWBRIDGE_SCIM_LOG_DAYS', 14, [1, 365]),
    scimRequestsPerSecond: within('DRAWBRIDGE_SCIM_REQUESTS_PER_SECOND', 200, [25, 100_000]),
  };
}

/** A list, split by commas; nothing between two commas counts as nothing. */
function networksOf(setting: string, say: Say): readonly string[] {
  const list = setting
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const wrong = list.filter((each) => networkOf(each) === undefined);
  if (wrong.length > 0) {
    const problem =
      'must be a list of networks in CIDR notation, split by commas, with no bit set behind the prefix, and no wider ' +
      `than /8 (IPv6: /7), which this is not: ${wrong.join(', ')}`;
    say(ALLOWED_NETWORKS, problem, '10.1.0.0/16,fd00:1::/32');
  }
  return Object.freeze(list);
}

function logLevelOf(claimed: string, say: Say): string {
  if (!LOG_LEVELS.includes(claimed)) say('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}`, 'info');
  return claimed;
}
