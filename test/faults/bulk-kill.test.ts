import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, OPERATOR_KEY, superuserOn, type TestDatabase } from '../support/building.ts';
import {
  groupBody,
  membersOf,
  newGroup,
  type Reply,
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../support/clients.ts';

// The service in a process of its own, from the sources, so that it can be killed as a machine would.
const CLI = new URL('../../src/cli/main.ts', import.meta.url).href;
const MEMBERS = 3_000;

type Process = { readonly address: string; kill(): Promise<void> };

let database: TestDatabase;
let superuser: Client;
let home: string;
let service: Process;
let directory: TestDirectory;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'drawbridge-kill-'));
  database = await freshDatabase();
  superuser = await superuserOn(database);
  service = await start();
  const operate = async (path: string, body: object) =>
    (
      await send(`${service.address}/api/v1${path}`, {
        method: 'POST',
        token: OPERATOR_KEY,
        body,
        headers: { 'content-type': 'application/json' },
      })
    ).body;
  const { id } = await operate('/organizations', { name: 'Killed' });
  const made = await operate(`/organizations/${id}/directories`, { name: 'Okta', provider: 'okta' });
  const { pathname } = new URL(made.scimBaseUrl);
  directory = {
    organizationId: id,
    directoryId: made.id,
    tokenId: made.token.id,
    // The service that is up now: each has a port of its own.
    get base() {
      return `${service.address}${pathname}`;
    },
    token: made.token.secret,
    scim: (path, sending = {}) => send(`${directory.base}${path}`, { token: made.token.secret, ...sending }),
  };
});
afterAll(async () => {
  await service.kill();
  await superuser.end();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<Process> {
  const { location } = database;
  if (location.kind !== 'postgres') throw new Error('only a database of its own outlives the service');
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import { run } from ${JSON.stringify(CLI)}; await run(['start']);`],
    {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        LOG_LEVEL: 'warn',
        DATABASE_URL: location.ownerUrl,
        DRAWBRIDGE_OPERATOR_KEY: OPERATOR_KEY,
      },
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    address: await addressOf(child, ended),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [, address] = /listens on (http:\S+)/.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    void ended.then(() => reject(new Error(`the service ended: ${output}`)));
  });
}

async function numberOf(sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await superuser.query(sql, [...values]);
  return Number(rows[0].number);
}

const users = () => numberOf('select count(*) as number from users');

/** Statements of the service under way; of those, the ones that wait for a lock. */
const busy = (wait = '%') =>
  numberOf(
    `select count(*) as number from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
      and pid <> pg_backend_pid() and state <> 'idle' and coalesce(wait_event_type, '') like $1`,
    [wait],
  );

/** Sends what will not be answered, kills the service when it `isTime`, and starts it again `behind` that. */
async function killedDuring(
  path: string,
  sending: object,
  { isTime, behind }: { isTime: () => Promise<boolean>; behind?: () => Promise<unknown> },
): Promise<void> {
  let answer: string | undefined;
  const over = directory.scim(path, sending).then(
    ({ text }) => void (answer = text),
    () => undefined,
  );
  await expect.poll(isTime, { timeout: 30_000, interval: 1 }).toBe(true);
  await service.kill();
  await over;
  expect(answer, 'it was answered before it was killed').toBeUndefined();
  await behind?.();
  // What the dead service had sent may still be under way.
  await expect.poll(() => busy(), { timeout: 30_000 }).toBe(0);
  service = await start();
}

const bulk = (Operations: readonly object[]) => ({ method: 'POST', body: { schemas: [URN.bulkRequest], Operations } });
const creating = (name: string) => ({
  method: 'POST',
  path: '/Users',
  bulkId: name,
  data: userBody(`${name}@s03.example`, { externalId: name }),
});

/** Rows, counters and events tell the same story. */
async function expectConsistent(): Promise<void> {
  const { body } = await directory.scim('/Users?count=0');
  expect(body.totalResults).toBe(await users());
  expect((await directory.scim('/Groups?count=0')).body.totalResults).toBe(
    await numberOf('select count(*) as number from groups'),
  );
  const created = `select subject_id, count(*) as times from events where type = $1 group by subject_id`;
  for (const [table, type] of [
    ['users', 'user.created'],
    ['groups', 'group.created'],
  ]) {
    const odd = `select count(*) as number from ${table} full join (${created}) e on e.subject_id = ${table}.id::text where e.times is distinct from 1 or ${table}.id is null`;
    expect([table, await numberOf(odd, [type])]).toEqual([table, 0]);
  }
}

describe('SEC-S03', () => {
  it('SEC-S03 killed in a bulk of 600 operations, three times: sent again it converges, each user created once', async () => {
    const names = Array.from({ length: 599 }, (_, n) => `person${n}`);
    const request = bulk([
      ...names.map(creating),
      { method: 'POST', path: '/Groups', bulkId: 'all', data: groupBody('Everybody') },
    ]);
    for (const enough of [1, 100, 300]) {
      await killedDuring('/Bulk', request, { isTime: async () => (await users()) >= enough });
      expect(await users()).toBeLessThan(599);
      await expectConsistent();
    }
    const before = await users();
    const reply = await directory.scim('/Bulk', request);
    const statuses: string[] = reply.body.Operations.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual([...names.map((_, n) => (n < before ? '409' : '201')), '201']);
    const again = await directory.scim('/Bulk', request);
    expect(new Set(again.body.Operations.map(({ status }: { status: string }) => status))).toEqual(new Set(['409']));
    expect(await users()).toBe(599);
    await expectConsistent();
  }, 120_000);

  it(`SEC-S03 killed in a PUT of a group of ${MEMBERS}: it has the members before or those after, and sent again those`, async () => {
    const members: string[] = [];
    for (let n = 0; n < MEMBERS; n += 1_000) {
      const names = Array.from({ length: 1_000 }, (_, each) => creating(`member${n + each}`));
      const { body } = await directory.scim('/Bulk', bulk(names));
      members.push(...body.Operations.map(({ location }: { location: string }) => location.split('/').at(-1)));
    }
    members.sort();
    const [first = '', ...others] = members;
    const group = await newGroup(directory, 'Killed group', [first]);
    const put = { method: 'PUT', body: groupBody('Killed group', { members: others.map((value) => ({ value })) }) };

    // Somebody holds on to the last member, so that the statement stops after it has written most of the rest.
    const holder = await superuserOn(database);
    await holder.query('begin');
    await holder.query('select from users where id = $1 for update', [others.at(-1)]);
    await killedDuring(`/Groups/${group.id}`, put, {
      isTime: async () => (await busy('Lock')) > 0,
      behind: () => holder.end(),
    });
    const between = await membersOf(directory, group.id);
    expect([1, others.length]).toContain(between.length);
    expect(between).toEqual(between.length === 1 ? [first] : others);
    await expectConsistent();

    const reply: Reply = await directory.scim(`/Groups/${group.id}`, put);
    expect([reply.status, reply.body.id]).toEqual([200, group.id]);
    expect(await membersOf(directory, group.id)).toEqual(others);
    expect(await numberOf('select count(*) as number from group_users where group_id = $1', [group.id])).toBe(
      others.length,
    );
    expect(
      await numberOf(`select count(*) as number from events where subject_id = $1 and type = 'group.members_changed'`, [
        group.id,
      ]),
    ).toBe(1);
    await expectConsistent();
  }, 120_000);
});
