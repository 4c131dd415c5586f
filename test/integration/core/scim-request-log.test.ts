import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lockDirectory } from '../../../src/core/directories/lock-directory.sql.ts';
import { purgeOldScimRequests, purgeScimRequestsHourly } from '../../../src/core/scim-requests/purge-scim-requests.ts';
import { recordScimRequests, type ScimRequestLog } from '../../../src/core/scim-requests/record-scim-requests.ts';
import type { ScimRequestEntry } from '../../../src/core/scim-requests/scim-request.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { newId } from '../../../src/platform/ids.ts';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../../support/building.ts';
import { apiOf, newDirectory, type TestDirectory } from '../../support/clients.ts';

const DAY_MS = 86_400_000;

let testDatabase: TestDatabase;
let service: TestService;
let database: Database;
const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
beforeAll(async () => {
  testDatabase = await freshDatabase();
  service = await startService(testDatabase.location);
  ({ database } = service);
});
afterAll(async () => {
  await service.stop();
  await testDatabase.drop();
});

/** Runs with a log that nothing flushes but the test, and stops it. */
async function withLog<T>(work: (log: ScimRequestLog) => Promise<T>, on = database): Promise<T> {
  const requests = recordScimRequests({ database: on, log });
  try {
    return await work(requests);
  } finally {
    await requests.stop();
  }
}

function entryAt({ base }: TestDirectory, more: Partial<ScimRequestEntry> = {}): ScimRequestEntry {
  const usual = {
    at: new Date(),
    method: 'GET',
    path: '/Users',
    status: 200,
    durationMs: 1,
    userAgent: 'x',
    tokenId: null,
  };
  return { requestId: newId(), directory: base.split('/').at(-1) ?? '', ...usual, ...more };
}

/** A request of some days ago. */
function oldEntry(directory: TestDirectory, days: number): ScimRequestEntry {
  const at = new Date(Date.now() - days * DAY_MS);
  const time = at.getTime().toString(16).padStart(12, '0');
  return entryAt(directory, { at, status: 400, requestId: `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}` });
}

const idsOf = ({ organizationId, directoryId }: TestDirectory): Promise<string[]> =>
  database.readAs(organizationId, async (tx) => {
    const rows = await tx.models.scimRequest.findMany({ where: { directoryId }, orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  });

describe('the recorder', () => {
  it('writes the requests of many directories with one statement', async () => {
    const directories = [await newDirectory(service), await newDirectory(service), await newDirectory(service)];
    let statements = 0;
    const counting: Database = {
      ...database,
      asSystem(cargo) {
        statements += 1;
        return database.asSystem(cargo);
      },
    };
    const entries = directories.flatMap((directory) => [entryAt(directory), entryAt(directory)]);
    await withLog(async (requests) => {
      for (const entry of entries) requests.record(entry);
      await requests.flush();
      await requests.flush();
    }, counting);
    expect(statements).toBe(1);
    for (const [index, directory] of directories.entries())
      expect(await idsOf(directory)).toEqual(entries.slice(index * 2, index * 2 + 2).map(({ requestId }) => requestId));
  });

  it('writes once a second by itself', async () => {
    const directory = await newDirectory(service);
    await withLog(async (requests) => {
      requests.record(entryAt(directory));
      expect(await idsOf(directory)).toEqual([]);
      await expect.poll(() => idsOf(directory), { timeout: 5_000 }).toHaveLength(1);
    });
  });

  it('writes what is waiting when it stops', async () => {
    const directory = await newDirectory(service);
    const requests = recordScimRequests({ database, log });
    requests.record(entryAt(directory));
    const flushed = requests.flush();
    requests.record(entryAt(directory));
    await requests.stop();
    await flushed;
    expect(await idsOf(directory)).toHaveLength(2);
    expect(requests.dropped()).toBe(0);
  });

  it('a directory that was deleted meanwhile is passed over, and the others lose nothing', async () => {
    const [gone, stays] = [await newDirectory(service), await newDirectory(service)];
    await withLog(async (requests) => {
      for (const each of [gone, stays, gone, stays]) requests.record(entryAt(each));
      await apiOf(service).delete(`/organizations/${gone.organizationId}/directories/${gone.directoryId}`);
      await requests.flush();
      expect(requests.dropped()).toBe(0);
    });
    expect(await idsOf(stays)).toHaveLength(2);
    expect(await idsOf(gone)).toEqual([]);
  });

  it('a directory that somebody has locked waits for the next flush, and nobody else waits for it', async () => {
    const [locked, free] = [await newDirectory(service), await newDirectory(service)];
    await withLog(async (requests) => {
      requests.record(entryAt(locked));
      requests.record(entryAt(free));
      // A large one comes back as the row that it is already.
      requests.record(entryAt(locked, { method: 'POST', body: { json: { title: 'large' }, bytes: 1_000_000 } }));
      await database.changeAs(locked.organizationId, async (tx) => {
        await tx.query(lockDirectory, [locked.directoryId]);
        await requests.flush();
        expect([await idsOf(free), await idsOf(locked)]).toMatchObject([[expect.any(String)], []]);
      });
      await requests.flush();
      expect(requests.dropped()).toBe(0);
    });
    expect(await idsOf(locked)).toHaveLength(2);
    const bodies = await database.readAs(locked.organizationId, (tx) => tx.models.scimRequest.findMany({}));
    expect(new Set(bodies.map(({ requestBody }) => requestBody))).toEqual(new Set([null, '{"title":"large"}']));
  });

  it('20 deletions in the middle of flushes fail no flush', async () => {
    const stays = await newDirectory(service);
    const before = lines.length;
    const wanted = await withLog(async (requests) => {
      let count = 0;
      for (let round = 0; round < 20; round += 1) {
        const gone = await newDirectory(service);
        for (let n = 0; n < 20; n += 1) requests.record(entryAt(n % 2 === 0 ? gone : stays));
        count += 10;
        const path = `/organizations/${gone.organizationId}/directories/${gone.directoryId}`;
        const [, { status }] = await Promise.all([requests.flush(), apiOf(service).delete(path)]);
        expect(status).toBe(204);
      }
      await requests.flush();
      return count;
    });
    expect(await idsOf(stays)).toHaveLength(wanted);
    expect(lines.slice(before)).toEqual([]);
  });

  it('whatever clients send is stored, and fails no other', async () => {
    const directory = await newDirectory(service);
    const odd = 'a\0b\ud800c"\\\u2028%00😀';
    await withLog(async (requests) => {
      requests.record(entryAt(directory, { path: `/Users?x=${encodeURIComponent('\0')}${odd}`, userAgent: odd }));
      requests.record(entryAt(directory, { body: { json: { [odd]: odd }, bytes: 1 }, answer: odd }));
      requests.record(entryAt(directory, { body: { text: odd, bytes: 1 }, durationMs: 1e6, status: 599 }));
      const failure = { code: 'invalid_value', detail: odd, field: odd } as const;
      requests.record(entryAt(directory, { status: 400, failure, answer: JSON.stringify({ detail: odd }) }));
      requests.record(entryAt(directory, { directory: odd }));
      await requests.flush();
      expect(requests.dropped()).toBe(0);
    });
    expect(await idsOf(directory)).toHaveLength(4);
  });

  it('keeps its bounds, and counts what it drops', async () => {
    const directory = await newDirectory(service);
    await withLog(async (requests) => {
      for (let n = 0; n < 3_000; n += 1) requests.record(entryAt(directory, { status: 400 }));
      expect(requests.dropped()).toBe(1_000);
      await requests.flush();
      expect(requests.dropped()).toBe(1_000);
    });
    expect(await idsOf(directory)).toHaveLength(2_000);
  });

  it('a flush that fails is counted and warned of once, without what the clients sent', async () => {
    const broken = await openDatabase(testDatabase.location);
    await broken.close();
    const directory = await newDirectory(service);
    const before = lines.length;
    await withLog(async (requests) => {
      for (let n = 0; n < 3; n += 1) requests.record(entryAt(directory, { path: '/Users/private' }));
      await requests.flush();
      expect(requests.dropped()).toBe(3);
    }, broken);
    const told = lines.slice(before).map((line) => JSON.parse(line));
    expect(told).toMatchObject([{ level: 40, count: 3, msg: 'SCIM requests could not be logged' }]);
    expect(JSON.stringify(told)).not.toContain('private');
  });

  it('one flush at a time: what comes in meanwhile waits in the buffer', async () => {
    const directory = await newDirectory(service);
    let [running, most] = [0, 0];
    const slow: Database = {
      ...database,
      async asSystem(cargo) {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1_300));
        running -= 1;
        return database.asSystem(cargo);
      },
    };
    await withLog(async (requests) => {
      requests.record(entryAt(directory));
      const first = requests.flush();
      requests.record(entryAt(directory));
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await first;
      await requests.flush();
    }, slow);
    expect(most).toBe(1);
    expect(await idsOf(directory)).toHaveLength(2);
  });
});

describe('retention', () => {
  it('deletes what is older than so many days, in every directory, in batches', async () => {
    const directories = [await newDirectory(service), await newDirectory(service)] as const;
    const [many, few] = directories;
    await withLog(async (requests) => {
      for (let round = 0; round < 3; round += 1) {
        for (let n = 0; n < 2_000; n += 1) requests.record(oldEntry(many, 15));
        await requests.flush();
      }
      for (const days of [13, 14.5, 0]) for (const directory of directories) requests.record(oldEntry(directory, days));
      await requests.flush();
    });
    expect(await idsOf(many)).toHaveLength(6_003);
    await purgeOldScimRequests(database, 14);
    expect(await idsOf(many)).toHaveLength(2);
    expect(await idsOf(few)).toHaveLength(2);
    await purgeOldScimRequests(database, 14);
    expect(await idsOf(many)).toHaveLength(2);
    await purgeOldScimRequests(database, 1);
    expect(await idsOf(few)).toHaveLength(1);
  });

  it('goes through more directories than one statement looks at', async () => {
    const { body } = await apiOf(service).post('/organizations', { name: 'Many directories' });
    const last = await newDirectory(service, body.id);
    await database.changeAs(body.id, async (tx) => {
      const rows = Array.from({ length: 600 }, () => ({
        organizationId: tx.organizationId,
        id: `00000000-${newId().slice(9)}`,
        name: 'Directory',
        provider: 'okta',
        createdAt: new Date(),
      }));
      await tx.models.directory.createMany({ data: rows });
    });
    await withLog(async (requests) => requests.record(oldEntry(last, 20)));
    expect(await idsOf(last)).toHaveLength(1);
    await purgeOldScimRequests(database, 14);
    expect(await idsOf(last)).toHaveLength(0);
  });

  it('the database itself keeps the last day, and lets nothing but the log’s own work be done', async () => {
    const directory = await newDirectory(service);
    await withLog(async (requests) => {
      for (const days of [0, 0.9, 1.1]) requests.record(oldEntry(directory, days));
    });
    await purgeOldScimRequests(database, 0);
    expect(await idsOf(directory)).toHaveLength(2);
    const asSystem = (text: string) =>
      database.asSystem({ statement: { name: `as_system_${newId()}`, text }, values: [] });
    await asSystem('delete from scim_requests');
    expect(await idsOf(directory)).toHaveLength(2);
    expect(await asSystem('select id from scim_requests')).toEqual([]);
    for (const text of [
      'select path from scim_requests',
      "update scim_requests set path = 'x'",
      'select name from directories',
      'delete from directories',
      "update directories set name = 'x'",
      'delete from directory_routes',
    ])
      await expect(asSystem(text), text).rejects.toThrow(/permission denied/);
    await expect(asSystem('update directories set id = id')).rejects.toThrow(/row-level security/);
  });

  it('the service may read and erase what is its organization’s, and write nothing', async () => {
    const [ours, theirs] = [await newDirectory(service), await newDirectory(service)];
    await withLog(async (requests) => [ours, theirs].map((each) => requests.record(entryAt(each))));
    const asOurs = (text: string) =>
      database.changeAs(ours.organizationId, (tx) => tx.query({ name: `as_app_${newId()}`, text }, []));
    const bound = `where $1 <> ''`;
    expect(await asOurs(`select id from scim_requests ${bound}`)).toHaveLength(1);
    await expect(asOurs(`update scim_requests set path = 'x' ${bound}`)).rejects.toThrow(/permission denied/);
    await expect(asOurs(`insert into scim_requests select * from scim_requests ${bound}`)).rejects.toThrow(
      /permission denied/,
    );
    await asOurs(`delete from scim_requests ${bound}`);
    expect([await idsOf(ours), await idsOf(theirs)]).toMatchObject([[], [expect.any(String)]]);
  });

  it('is done a minute after the start and then every hour', async () => {
    const directory = await newDirectory(service);
    const oldOne = () => withLog(async (requests) => requests.record(oldEntry(directory, 20)));
    await oldOne();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const purge = purgeScimRequestsHourly({ database, log, days: 14 });
    try {
      vi.advanceTimersByTime(60_000);
      await vi.waitFor(async () => expect(await idsOf(directory)).toEqual([]));
      await oldOne();
      vi.advanceTimersByTime(3_539_000);
      expect(await idsOf(directory)).toHaveLength(1);
      vi.advanceTimersByTime(1_000);
      await vi.waitFor(async () => expect(await idsOf(directory)).toEqual([]));
    } finally {
      vi.useRealTimers();
      await purge.stop();
    }
  });

  it('is warned of when it fails, and tried again', async () => {
    const broken = await openDatabase(testDatabase.location);
    await broken.close();
    const before = lines.length;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const purge = purgeScimRequestsHourly({ database: broken, log, days: 14 });
    vi.advanceTimersByTime(3_600_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(lines.slice(before)).toHaveLength(2));
    await purge.stop();
    expect(lines.slice(before).map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, msg: 'old SCIM requests could not be deleted' },
      { level: 40, msg: 'old SCIM requests could not be deleted' },
    ]);
  });

  it('stops between two batches when the service stops', async () => {
    const directory = await newDirectory(service);
    await withLog(async (requests) => requests.record(oldEntry(directory, 20)));
    await purgeOldScimRequests(database, 14, AbortSignal.abort());
    expect(await idsOf(directory)).toHaveLength(1);
  });
});
