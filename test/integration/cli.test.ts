import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { send } from '../support/clients.ts';
import { nobody } from '../support/odd-server.ts';
import { databaseUrl } from '../support/postgres-setup.ts';

// The built program, as an operator starts it.
const BIN = fileURLToPath(new URL('../../bin/drawbridge.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'drawbridge-cli-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

type Run = { readonly child: ChildProcess; output(): string; readonly ended: Promise<number | null> };

function run(words: readonly string[], env: Record<string, string> = {}, before: readonly string[] = []): Run {
  const child = spawn(process.execPath, [...before, BIN, ...words], {
    cwd: home,
    env: { PATH: process.env['PATH'], ...env },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void ended.then(() => running.delete(child));
  return { child, output: () => output, ended };
}

async function addressOf({ output, ended }: Run): Promise<string> {
  void ended.then((code) => code);
  await expect.poll(output, { timeout: 30_000 }).toMatch(/listens on http/);
  return /listens on (http:\S+)/.exec(output())?.[1] ?? '';
}

describe('drawbridge start', () => {
  it('is a complete development server with no setting at all, prints its key once, and keeps its data', async () => {
    const first = run(['start'], { PORT: '0' });
    const address = await addressOf(first);
    const key = /\n {2}([\w-]{43})\n/.exec(first.output())?.[1] ?? '';
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const created = await send(`${address}/api/v1/organizations`, {
      method: 'POST',
      token: key,
      body: { name: 'Kept' },
    });
    expect(created.status).toBe(201);
    for (const file of ['secret', 'operator-key'])
      expect(statSync(join(home, '.drawbridge', file)).mode & 0o777).toBe(0o600);

    const second = run(['start'], { PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/is in use by another Drawbridge.*DRAWBRIDGE_DATA_DIR/);
    expect(second.output()).not.toMatch(/\n {4}at /);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/"msg":"stopped"/);

    const third = run(['start'], { PORT: '0', LOG_LEVEL: 'warn' });
    const again = await addressOf(third);
    expect(third.output()).not.toContain(key);
    expect((await send(`${again}/api/v1/organizations/${created.body.id}`, { token: key })).body.name).toBe('Kept');
    // Killed in the middle of everything: the lock goes with the process, and what was acknowledged is there.
    const late = await send(`${again}/api/v1/organizations`, { method: 'POST', token: key, body: { name: 'Late' } });
    third.child.kill('SIGKILL');
    await third.ended;
    const fourth = run(['start'], { PORT: '0', LOG_LEVEL: 'warn' });
    const last = await addressOf(fourth);
    expect((await send(`${last}/api/v1/organizations/${late.body.id}`, { token: key })).body.name).toBe('Late');
    fourth.child.kill('SIGINT');
    expect(await fourth.ended).toBe(0);
  }, 90_000);

  it('refuses a public HOST in development, and lists every fault at once', async () => {
    const wrong = run(['start'], { HOST: '0.0.0.0', PORT: 'http', DRAWBRIDGE_SECERT: 'x', LOG_LEVEL: 'loud' });
    expect(await wrong.ended).toBe(1);
    for (const variable of ['HOST', 'PORT', 'DRAWBRIDGE_SECERT', 'LOG_LEVEL'])
      expect(wrong.output()).toMatch(new RegExp(`  ${variable}: .*Example: ${variable}=`));
  });

  it('says in a sentence that a port is taken or a database is not there', async () => {
    const noDatabase = run(['start'], { PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
    expect(await noDatabase.ended).toBe(1);
    expect(noDatabase.output().trim()).toBe('The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1.');
    const noLogin = run(['start'], { PORT: '0', DATABASE_URL: databaseUrl(inject('adminUrl'), 'nothing') });
    expect(await noLogin.ended).toBe(1);
    expect(noLogin.output().trim()).toMatch(
      /^The database refused: database "nothing" does not exist; create the database .*\.$/,
    );

    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const noPort = run(['start'], { PORT: `${port}`, DRAWBRIDGE_DATA_DIR: 'elsewhere' });
    expect(await noPort.ended).toBe(1);
    expect(noPort.output()).toMatch(/EADDRINUSE/);
    expect(noPort.output()).not.toMatch(/\n {4}at /);
    squatter.close();
  }, 30_000);
});

describe('the program', () => {
  it('tells its version and its commands, and refuses others', async () => {
    const version = run(['--version']);
    expect([await version.ended, version.output().trim()]).toEqual([0, '0.1.0']);
    const help = run(['--help']);
    expect([await help.ended, help.output()]).toEqual([0, expect.stringMatching(/start .*\n.*demo /)]);
    const other = run(['raise']);
    expect([await other.ended, other.output()]).toEqual([2, expect.stringMatching(/no command raise/)]);
  });

  it('names the Node that it needs, and stops below it', async () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})';
    const refused = run(['--version'], {}, ['--import', old]);
    expect([await refused.ended, refused.output()]).toEqual([
      1,
      expect.stringMatching(/needs Node 24 or later; this is Node 20\.20\.2/),
    ]);
  });

  it('demo -- --once tells the story and ends', async () => {
    const demo = run(['demo', '--once']);
    expect(await demo.ended).toBe(0);
    expect(demo.output().match(/user\.created/g)).toHaveLength(5);
    expect(demo.output().match(/group\.created/g)).toHaveLength(2);
    expect(demo.output()).toMatch(/in groups .*Engineering, Everybody/);
    expect(demo.output()).toMatch(/user\.updated .*\n.*in groups .*\n.*user\.deactivated/);
    expect(demo.output().match(/^ +\+[\d.]+s {2}active /gm)).toHaveLength(4);
    expect(demo.output().match(/^ +\+[\d.]+s {2}inactive /gm)).toHaveLength(1);
  }, 60_000);

  it('demo -- --persona lets another client tell it, and names those that there are', async () => {
    const google = run(['demo', '--once', '--persona', 'google']);
    expect(await google.ended).toBe(0);
    expect(google.output().match(/user\.created/g)).toHaveLength(5);
    expect(google.output()).not.toContain('group.created');
    const unknown = run(['demo', '--persona', 'oktopus']);
    expect([await unknown.ended, unknown.output()]).toEqual([
      2,
      expect.stringMatching(/oktopus is not .*okta.*authentik/),
    ]);
    const wrong = run(['demo', '--one']);
    expect([await wrong.ended, wrong.output()]).toEqual([2, expect.stringMatching(/--one.*\n\nUsage: drawbridge/)]);
  }, 60_000);

  it('conformance and simulate are there: they find that nobody listens, and take the token from SCIM_TOKEN', async () => {
    const url = await nobody();
    const tried = run(['conformance', '--url', url, '--only', '7644-3.3'], { SCIM_TOKEN: 'a-token' });
    expect([await tried.ended, tried.output()]).toEqual([1, expect.stringContaining('nobody listens there.')]);
    const list = run(['conformance', '--list', '--persona', 'okta']);
    expect([await list.ended, list.output()]).toEqual([0, expect.stringMatching(/^okta-oin-/)]);
    const tokenless = run(['simulate', 'okta', '--url', url]);
    expect([await tokenless.ended, tokenless.output()]).toEqual([2, expect.stringContaining('SCIM_TOKEN')]);
  }, 30_000);
});
