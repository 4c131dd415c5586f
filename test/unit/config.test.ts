import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigFaults, readConfig } from '../../src/config.ts';
import type { Environment } from '../../src/config-secrets.ts';

const SECRET = 'a-secret-that-is-long-enough-to-be-used';
const KEY = 'a-key-that-is-also-long-enough-to-be-used';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drawbridge-config-'));
  folder = join(root, 'data');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Development, with a data folder of the test's own. */
const development = (more: Environment = {}): Environment => ({ DRAWBRIDGE_DATA_DIR: folder, ...more });

const production = (more: Environment = {}): Environment => ({
  NODE_ENV: 'production',
  BASE_URL: 'https://id.example.com',
  DATABASE_URL: 'postgres://owner:pw@db.example.com/drawbridge',
  DRAWBRIDGE_SECRET: SECRET,
  DRAWBRIDGE_OPERATOR_KEY: KEY,
  ...more,
});

function faultsOf(environment: Environment): ConfigFaults {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigFaults) return error;
    throw error;
  }
  return expect.fail('the configuration was accepted');
}

const variablesOf = (environment: Environment): string[] =>
  faultsOf(environment).faults.map(({ variable }) => variable);

describe('development', () => {
  test('nothing set is a complete development server on the embedded database', () => {
    const config = readConfig(development());
    expect(config).toMatchObject({
      isProduction: false,
      host: '127.0.0.1',
      port: 3000,
      baseUrl: undefined,
      database: { kind: 'embedded', folder },
      logLevel: 'info',
    });
    expect(config.secrets).toHaveLength(1);
    expect([...config.operatorKeys.keys()]).toEqual(['default']);
  });

  test('secrets are made once, for this user alone, and used again', () => {
    const first = readConfig(development());
    expect(first.newOperatorKey).toBe(first.operatorKeys.get('default'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of ['secret', 'operator-key']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(first.secrets[0]);

    const second = readConfig(development());
    expect(second.secrets).toEqual(first.secrets);
    expect(second.operatorKeys).toEqual(first.operatorKeys);
    expect(second.newOperatorKey).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(['operator-key', 'secret']);
  });

  test('two installations get different secrets', () => {
    const one = readConfig(development());
    const other = readConfig(development({ DRAWBRIDGE_DATA_DIR: join(root, 'other') }));
    const secrets = [one.newOperatorKey, other.newOperatorKey, ...one.secrets, ...other.secrets];
    expect(new Set(secrets).size).toBe(4);
  });

  test('a given key is used as it is, and nothing is made in its place', () => {
    const config = readConfig(development({ DRAWBRIDGE_OPERATOR_KEY: KEY, DRAWBRIDGE_SECRET: SECRET }));
    expect(config.newOperatorKey).toBeUndefined();
    expect(config.secrets).toEqual([SECRET]);
    expect(existsSync(folder)).toBe(false);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'id.example.com', '128.0.0.1', '127.0.0.1.example.com'])(
    'HOST %s is refused',
    (host) => {
      expect(variablesOf(development({ HOST: host }))).toEqual(['HOST']);
    },
  );

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('HOST %s is taken', (host) => {
    expect(readConfig(development({ HOST: host })).host).toBe(host);
  });

  test.each(['https://id.example.com', 'http://10.0.0.1:3000', 'http://localhost.example.com'])(
    'BASE_URL %s is refused',
    (url) => {
      expect(variablesOf(development({ BASE_URL: url }))).toEqual(['BASE_URL']);
    },
  );

  test.each(['http://localhost:3000', 'http://[::1]:3000', 'https://127.0.0.1'])('BASE_URL %s is taken', (url) => {
    expect(readConfig(development({ BASE_URL: `${url}/` })).baseUrl).toBe(url);
  });

  test('a data folder that cannot be used is a fault and not a crash', () => {
    writeFileSync(folder, 'a file');
    const { faults, message } = faultsOf(development());
    expect(faults.map(({ variable }) => variable)).toEqual(['DRAWBRIDGE_DATA_DIR']);
    expect(message).toContain(folder);
  });

  test('a kept secret that was cut short stops the start instead of counting', () => {
    readConfig(development());
    writeFileSync(join(folder, 'secret'), '\n');
    const { faults } = faultsOf(development());
    expect(faults).toMatchObject([
      { variable: 'DRAWBRIDGE_SECRET', problem: expect.stringContaining(join(folder, 'secret')) },
    ]);
  });
});

describe('production', () => {
  test('needs its secrets, its address and its database, all told at once', () => {
    expect(variablesOf({ NODE_ENV: 'production' }).sort()).toEqual([
      'BASE_URL',
      'DATABASE_URL',
      'DRAWBRIDGE_OPERATOR_KEY',
      'DRAWBRIDGE_SECRET',
    ]);
  });

  test('holds with them, and listens to others', () => {
    expect(readConfig(production())).toMatchObject({
      isProduction: true,
      host: '0.0.0.0',
      baseUrl: 'https://id.example.com',
      database: { kind: 'postgres', ownerUrl: production()['DATABASE_URL'], poolSize: 10 },
      secrets: [SECRET],
      newOperatorKey: undefined,
    });
  });

  test('never makes or reads secrets in the data folder', () => {
    readConfig(development());
    const missing = { DRAWBRIDGE_DATA_DIR: folder, DRAWBRIDGE_SECRET: '', DRAWBRIDGE_OPERATOR_KEY: undefined };
    expect(variablesOf(production(missing))).toEqual(['DRAWBRIDGE_SECRET', 'DRAWBRIDGE_OPERATOR_KEY']);
  });
});

describe('every fault at once', () => {
  const wrong = (): Environment =>
    development({
      PORT: '70000',
      HOST: '0.0.0.0',
      BASE_URL: 'ftp://localhost',
      DATABASE_URL: 'mysql://localhost/x',
      DATABASE_APP_URL: 'localhost',
      DATABASE_POOL_SIZE: '0',
      LOG_LEVEL: 'loud',
      DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS: '10.0.0.0/8,localhost',
      DRAWBRIDGE_SECRT: SECRET,
      DRAWBRIDGE_SECRET: 'short',
    });

  test('each with its variable, its problem and an example that would do', () => {
    const { faults, message } = faultsOf(wrong());
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      'BASE_URL',
      'DATABASE_APP_URL',
      'DATABASE_POOL_SIZE',
      'DATABASE_URL',
      'DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS',
      'DRAWBRIDGE_SECRET',
      'DRAWBRIDGE_SECRT',
      'HOST',
      'LOG_LEVEL',
      'PORT',
    ]);
    expect(message).toContain('10 faults');
    for (const { variable, problem, example } of faults) {
      expect(message).toContain(`  ${variable}: ${problem}. Example: ${variable}=${example}`);
    }
  });

  test('the examples are right: with them the configuration holds', () => {
    const { faults } = faultsOf(wrong());
    const corrected = Object.fromEntries(faults.map(({ variable, example }) => [variable, example]));
    const config = readConfig(development({ ...corrected, DRAWBRIDGE_SECRET: SECRET, DRAWBRIDGE_SECRT: undefined }));
    expect(config.port).toBe(3000);
    expect(config.database.kind).toBe('postgres');
    expect(config.allowedPrivateNetworks).toEqual(['10.1.0.0/16', 'fd00:1::/32']);
  });

  test('and then nothing is written, whichever fault it is', () => {
    const single = Object.entries(wrong()).filter(([name]) => name !== 'DRAWBRIDGE_DATA_DIR');
    for (const [name, value] of [...single, ['DRAWBRIDGE_OPERATOR_KEY', 'short'] as const]) {
      expect(variablesOf(development({ [name]: value }))).toContain(name);
      expect(existsSync(folder), `${name}=${value}`).toBe(false);
    }
  });
});

describe('single settings', () => {
  test.each(['DRAWBRIDGE_PORT', 'DRAWBRIDGE_SECRETS', 'DRAWBRIDGE_'])('the unknown name %s is refused', (name) => {
    expect(variablesOf(production({ [name]: 'x' }))).toEqual([name]);
  });

  test('what is empty counts as not set', () => {
    const empty = { PORT: '', HOST: '', BASE_URL: '', DATABASE_URL: '', LOG_LEVEL: '', DRAWBRIDGE_SECRT: '' };
    expect(readConfig(development(empty))).toMatchObject({ port: 3000, host: '127.0.0.1', logLevel: 'info' });
  });

  test.each(['-1', '65536', '3000.5', '1e3', ' 80', '0x50', 'http'])('PORT %j is refused', (port) => {
    expect(variablesOf(production({ PORT: port }))).toEqual(['PORT']);
  });

  test('PORT 0 lets the system choose', () => expect(readConfig(production({ PORT: '0' })).port).toBe(0));

  test.each([
    { variable: 'DRAWBRIDGE_SCIM_LOG_DAYS', setting: 'scimLogDays', preset: 14, min: 1, max: 365 },
    {
      variable: 'DRAWBRIDGE_SCIM_REQUESTS_PER_SECOND',
      setting: 'scimRequestsPerSecond',
      preset: 200,
      min: 25,
      max: 100_000,
    },
  ] as const)('$variable is a whole number within its bounds', ({ variable, setting, preset, min, max }) => {
    expect(readConfig(production())[setting]).toBe(preset);
    for (const number of [min, max]) expect(readConfig(production({ [variable]: `${number}` }))[setting]).toBe(number);
    for (const wrong of [`${min - 1}`, `${max + 1}`, '-1', '30.5', '3e1', ' 30', 'many']) {
      const { faults } = faultsOf(production({ [variable]: wrong }));
      expect(faults).toEqual([
        { variable, problem: `must be a whole number from ${min} to ${max}`, example: `${preset}` },
      ]);
    }
  });

  test.each([
    'https://ada@id.example.com',
    'https://:pw@id.example.com',
    'https://id.example.com?x=1',
    'https://id.example.com#x',
    'id.example.com',
    'javascript:alert(1)',
    'http://id.example.com',
  ])('BASE_URL %s is refused', (url) => {
    const { faults, message } = faultsOf(production({ BASE_URL: url }));
    expect(faults.map(({ variable }) => variable)).toEqual(['BASE_URL']);
    expect(message).not.toContain(':pw@');
  });

  test.each([
    ['https://id.example.com/', 'https://id.example.com'],
    ['https://id.example.com/idp//', 'https://id.example.com/idp'],
    [' HTTPS://ID.Example.com ', 'https://id.example.com'],
    ['https://id.example.com?', 'https://id.example.com'],
  ])('BASE_URL %j becomes %s', (claimed, url) => {
    expect(readConfig(production({ BASE_URL: claimed })).baseUrl).toBe(url);
  });

  test.each([
    [undefined, []],
    ['127.0.0.0/8', ['127.0.0.0/8']],
    [' 10.0.0.0/8, 172.16.0.0/12 ,,fc00::/7,::1/128, ', ['10.0.0.0/8', '172.16.0.0/12', 'fc00::/7', '::1/128']],
    ['10.1.2.3/32', ['10.1.2.3/32']],
  ])('DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS %j is a list of networks', (setting, networks) => {
    const { allowedPrivateNetworks } = readConfig(production({ DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS: setting }));
    expect(allowedPrivateNetworks).toEqual(networks);
    expect(Object.isFrozen(allowedPrivateNetworks)).toBe(true);
  });

  test.each([
    '10.0.0.0',
    '10.1.2.3/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '10.0.0.0/-8',
    '0.0.0.0/0',
    '10.0.0.0/7',
    '::/0',
    'fc00::/6',
    'fc00::/129',
    'fe80::%eth0/10',
    'fd00::1/64',
    '[::1]/128',
    'localhost',
    '*',
    '10.0.0.0/8;10.0.0.0/8',
    '/8',
    '10.0.0.0/',
  ])('DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS %s is refused and named', (network) => {
    const { faults } = faultsOf(production({ DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS: `192.168.0.0/16,${network}` }));
    expect(faults.map(({ variable }) => variable)).toEqual(['DRAWBRIDGE_ALLOWED_PRIVATE_NETWORKS']);
    expect(faults[0]?.problem.endsWith(`which this is not: ${network}`)).toBe(true);
  });

  test('the URLs of the other roles need that of the owner', () => {
    expect(variablesOf(development({ DATABASE_SYSTEM_URL: 'postgres://localhost/x' }))).toEqual(['DATABASE_URL']);
  });

  test('a database address with its password is not repeated', () => {
    expect(faultsOf(production({ DATABASE_URL: 'mysql://owner:hunter2@db/x' })).message).not.toContain('hunter2');
  });
});

describe('secrets', () => {
  const second = `${SECRET}-2`;

  test('are a list, for rotation', () => {
    expect(readConfig(production({ DRAWBRIDGE_SECRET: ` ${SECRET} ,, ${second}` })).secrets).toEqual([SECRET, second]);
  });

  test('of operators carry names; a bare one is the default', () => {
    const { operatorKeys } = readConfig(
      production({ DRAWBRIDGE_OPERATOR_KEY: `ada:${KEY},${SECRET},on-call.2:${second}` }),
    );
    expect([...operatorKeys]).toEqual([
      ['ada', KEY],
      ['default', SECRET],
      ['on-call.2', second],
    ]);
  });

  test('of operators may not share a name', () => {
    const { message } = faultsOf(production({ DRAWBRIDGE_OPERATOR_KEY: `ada:${KEY},ada:${SECRET}` }));
    expect(message).toContain('the key ada twice');
    expect(message).not.toContain(KEY);
  });

  test.each([
    ['DRAWBRIDGE_SECRET', 'hunter2'],
    ['DRAWBRIDGE_SECRET', `${SECRET},hunter2`],
    ['DRAWBRIDGE_OPERATOR_KEY', 'hunter2'],
    ['DRAWBRIDGE_OPERATOR_KEY', 'ada:hunter2'],
  ])('%s=%s is refused as too short and not repeated', (name, value) => {
    const { faults, message } = faultsOf(production({ [name]: value }));
    expect(faults.map(({ variable }) => variable)).toEqual([name]);
    expect(message).toContain('32');
    expect(message).not.toContain('hunter2');
  });

  test.each(['DRAWBRIDGE_SECRET', 'DRAWBRIDGE_OPERATOR_KEY'])('%s must not be a list of nothing', (name) => {
    expect(variablesOf(production({ [name]: ' , ' }))).toEqual([name]);
  });
});

test('the Config is frozen', () => {
  const config = readConfig(production());
  expect(Object.isFrozen(config)).toBe(true);
  expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
});
