import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Environment, Say } from './config.ts';

const MIN_LENGTH = 32;
const SECRET_EXAMPLE = '$(openssl rand -base64 32)';

type Where = {
  readonly isProduction: boolean;
  readonly dataFolder: string;
  /** False when the start fails anyway: then nothing is made. */
  readonly mayWrite: boolean;
};

/** The secrets: from the environment; in development, what is missing is made once and kept in the data folder. */
export function readSecrets(
  env: Environment,
  where: Where,
  say: Say,
): Pick<Config, 'secrets' | 'operatorKeys' | 'newOperatorKey'> {
  const secret = env['DRAWBRIDGE_SECRET'] ?? keptSecret('DRAWBRIDGE_SECRET', 'secret', where, say).value;
  const given = env['DRAWBRIDGE_OPERATOR_KEY'];
  const key = given === undefined ? keptSecret('DRAWBRIDGE_OPERATOR_KEY', 'operator-key', where, say) : { value: given, isNew: false };
  return {
    secrets: listOf(secret).filter((each) => isLongEnough('DRAWBRIDGE_SECRET', each, say)),
    operatorKeys: operatorKeysOf(listOf(key.value), say),
    newOperatorKey: key.isNew ? key.value : undefined,
  };
}

function keptSecret(variable: string, file: string, where: Where, say: Say): { value: string; isNew: boolean } {
  const nothing = { value: '', isNew: false };
  if (where.isProduction) {
    say(variable, `is required in production: at least ${MIN_LENGTH} random characters`, SECRET_EXAMPLE);
    return nothing;
  }
  const path = join(where.dataFolder, file);
  if (existsSync(path)) return { value: readFileSync(path, 'utf8').trim(), isNew: false };
  if (!where.mayWrite) return nothing;
  mkdirSync(where.dataFolder, { recursive: true, mode: 0o700 });
  const value = randomBytes(32).toString('base64url');
  writeFileSync(path, `${value}\n`, { mode: 0o600, flag: 'wx' });
  return { value, isNew: true };
}

function listOf(setting: string): string[] {
  return setting.split(',').map((each) => each.trim()).filter((each) => each !== '');
}

/** `name:secret`; a bare secret is named `default`. */
function operatorKeysOf(list: readonly string[], say: Say): Map<string, string> {
  const keys = new Map<string, string>();
  for (const entry of list) {
    const [, name = 'default', key = ''] = /^(?:([a-z0-9][a-z0-9._-]{0,40}):)?(.+)$/i.exec(entry) ?? [];
    if (keys.has(name)) say('DRAWBRIDGE_OPERATOR_KEY', `names the key ${name} twice`, `ada:${SECRET_EXAMPLE},grace:${SECRET_EXAMPLE}`);
    if (isLongEnough('DRAWBRIDGE_OPERATOR_KEY', key, say)) keys.set(name, key);
  }
  return keys;
}

/** Short secrets can be guessed; the message does not repeat them. */
function isLongEnough(variable: string, secret: string, say: Say): boolean {
  if (secret.length >= MIN_LENGTH) return true;
  say(variable, `has a secret of ${secret.length} characters; ${MIN_LENGTH} is the least`, SECRET_EXAMPLE);
  return false;
}
