import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, superuserOn, type TestDatabase } from '../support/building.ts';
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
import { directoryAt, type ServiceProcess, startProcess } from '../support/service-process.ts';

const MEMBERS = 3_000;

let database: TestDatabase;
let superuser: Client;
let service: ServiceProcess;
let directory: TestDirectory;
beforeAll(async () => {
  database = await freshDatabase();
  superuser = await superuserOn(database);
  service = await startProcess(database);
  const { path, token, ...ids } = await directoryAt(service);
  directory = {
    ...ids,
    // The service that is up now: each has a port of its own.
    get base() {
      return `${service.address}${path}`;
    },
    token,
    scim: (at, sending = {}) => send(`${directory.base}${at}`, { token, ...sending }),
  };
});
afterAll(async () => {
  await service.kill();
  await superuser.end();
  await database.drop();
});

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
  service = await startProcess(database);
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
