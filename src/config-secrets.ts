import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MIN_LENGTH = 32;
const SECRET_EXAMPLE = '$(openssl rand -base64 32)';
const DEFAULT_NAME = 'default';
const NAMED = /^(?:([a-z0-9][a-z0-9._-]{0,40}):)?(.+)$/i;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Notes a fault: the variable, what is wrong, an example. */
export type Say = (variable: string, problem: string, example: string) => void;

export type Secrets = {
  /** What seals and signs; the first is used, the others still open what they closed. */
  readonly secrets: readonly string[];
  /** The operators' keys by name; the name stands in the audit. */
  readonly operatorKeys: ReadonlyMap<string, string>;
  /** Where the operator key was made just now, and so is to be printed once. */
  readonly newOperatorKey: string | undefined;
};

type Where = {
  readonly isProduction: boolean;
  readonly dataFolder: string;
  /** False when the start fails anyway: then nothing is made. */
  readonly mayWrite: boolean;
};

const SECRET = { variable: 'DRAWBRIDGE_SECRET', file: 'secret' };
const OPERATOR_KEY = { variable: 'DRAWBRIDGE_OPERATOR_KEY', file: 'operator-key' };

/** The secrets: from the environment; in development, what is missing is made once and kept in the data folder. */
export function readSecrets(env: Environment, where: Where, say: Say): Secrets {
  let mayMake = where.mayWrite && !where.isProduction;
  const noting: Say = (...fault) => {
    mayMake = false;
    say(...fault);
  };
  // What there is is judged before anything is made, so that a start that fails leaves nothing behind.
  const knownSecret = known(SECRET, { env, where }, noting);
  const knownKey = known(OPERATOR_KEY, { env, where }, noting);
  const secrets = knownSecret === undefined ? [] : secretsOf(knownSecret, noting);
  const operatorKeys = knownKey === undefined ? new Map<string, string>() : operatorKeysOf(knownKey, noting);
  const newSecret = mayMake && knownSecret === undefined ? make(SECRET.file, where.dataFolder, noting) : undefined;
  const newOperatorKey =
    mayMake && knownKey === undefined ? make(OPERATOR_KEY.file, where.dataFolder, noting) : undefined;
  if (newSecret !== undefined) secrets.push(newSecret);
  if (newOperatorKey !== undefined) operatorKeys.set(DEFAULT_NAME, newOperatorKey);
  return { secrets, operatorKeys, newOperatorKey };
}

type Setting = { readonly variable: string; readonly file: string };

/** What is set, or in development kept in the data folder; undefined is for us to make. */
function known(
  { variable, file }: Setting,
  { env, where }: { env: Environment; where: Where },
  say: Say,
): string | undefined {
  if (env[variable] !== undefined) return env[variable];
  if (where.isProduction) {
    say(variable, `is required in production: at least ${MIN_LENGTH} random characters`, SECRET_EXAMPLE);
    return undefined;
  }
  const path = join(where.dataFolder, file);
  const kept = inDataFolder(() => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined), say);
  if (kept === undefined || kept.length >= MIN_LENGTH) return kept;
  say(
    variable,
    `is kept in ${path}, which holds no whole secret any more; delete that file, or set it`,
    SECRET_EXAMPLE,
  );
  return undefined;
}

/** Makes a secret and keeps it where only this user can read it. */
function make(file: string, dataFolder: string, say: Say): string | undefined {
  return inDataFolder(() => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const value = randomBytes(32).toString('base64url');
    writeFileSync(join(dataFolder, file), `${value}\n`, { mode: 0o600, flag: 'wx' });
    return value;
  }, say);
}

/** What the operating system has against the folder is a fault of the configuration. */
function inDataFolder<T>(work: () => T, say: Say): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    say('DRAWBRIDGE_DATA_DIR', `is not a folder that can be used (${error.message})`, '.drawbridge');
    return undefined;
  }
}

function secretsOf(setting: string, say: Say): string[] {
  return listOf(SECRET.variable, setting, say).filter((each) => isLongEnough(SECRET.variable, each, say));
}

function listOf(variable: string, setting: string, say: Say): string[] {
  const list = setting
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (list.length === 0) say(variable, 'holds no secret', SECRET_EXAMPLE);
  return list;
}

/** `name:secret`; a bare secret is named `default`. */
function operatorKeysOf(setting: string, say: Say): Map<string, string> {
  const keys = new Map<string, string>();
  for (const entry of listOf(OPERATOR_KEY.variable, setting, say)) {
    const [, name = DEFAULT_NAME, key = ''] = NAMED.exec(entry) ?? [];
    if (keys.has(name))
      say(OPERATOR_KEY.variable, `names the key ${name} twice`, `ada:${SECRET_EXAMPLE},grace:${SECRET_EXAMPLE}`);
    if (isLongEnough(OPERATOR_KEY.variable, key, say)) keys.set(name, key);
  }
  return keys;
}

/** Short secrets can be guessed; the message does not repeat them. */
function isLongEnough(variable: string, secret: string, say: Say): boolean {
  if (secret.length >= MIN_LENGTH) return true;
  say(variable, `has a secret of ${secret.length} characters; ${MIN_LENGTH} is the least`, SECRET_EXAMPLE);
  return false;
}
