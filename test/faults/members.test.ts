import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, superuserOn, type TestDatabase } from '../support/building.ts';
import { send, userBody } from '../support/clients.ts';
import { directoryAt, type ProcessDirectory, type ServiceProcess, startProcess } from '../support/service-process.ts';

// Two processes on one database, as in production.
let database: TestDatabase;
let superuser: Client;
let processes: ServiceProcess[];
let directory: ProcessDirectory;
let people: string[];
beforeAll(async () => {
  database = await freshDatabase();
  superuser = await superuserOn(database);
  // One after the other: both at once would meet at the migrations, which is another test's matter.
  processes = [await startProcess(database), await startProcess(database)];
  directory = await directoryAt(processes[0] as ServiceProcess);
  people = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const { body } = await at(index, 'POST /Users', userBody(`m${index}@corp.example`));
      return body.id as string;
    }),
  );
});
afterAll(async () => {
  for (const each of processes) await each.kill();
  await superuser.end();
  await database.drop();
});

/** A request of the directory to one of the processes, by turns. */
function at(turn: number, request: string, body?: unknown) {
  const [method = '', path = ''] = request.split(' ');
  const address = processes[turn % 2]?.address ?? '';
  const sent = body === undefined ? {} : { body };
  return send(`${address}${directory.path}${path}`, { method, token: directory.token, ...sent });
}

async function newGroup(displayName: string, members: readonly string[] = []): Promise<string> {
  const { body } = await at(0, 'POST /Groups', { displayName, members: members.map((value) => ({ value })) });
  return body.id;
}

async function membersOf(id: string): Promise<string[]> {
  const { body } = await at(1, `GET /Groups/${id}`);
  return (body.members ?? []).map(({ value }: { value: string }) => value).sort();
}

const add = (value: string) => ({ op: 'Add', path: 'members', value: [{ value }] });
const remove = (value: string) => ({ op: 'remove', path: `members[value eq "${value}"]` });
const patch = (replica: number, id: string, ...operations: object[]) =>
  at(replica, `PATCH /Groups/${id}`, { Operations: operations });

describe('members in parallel, on two processes', () => {
  it('100 single-member PATCHes to one group: 100 members, none lost, none twice, an event for each', async () => {
    const id = await newGroup('Everybody');
    const replies = await Promise.all(people.map((person, index) => patch(index % 2, id, add(person))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await membersOf(id)).toEqual([...people].sort());
    const { body } = await at(0, `GET /Groups/${id}`);
    expect(body.meta.version).toBe('W/"101"');
    const { rows } = await superuser.query(
      `select count(*)::integer as number from events where type = 'group.members_changed' and subject_id = $1`,
      [id],
    );
    expect(rows[0].number).toBe(100);
  });

  it('SEC-S04 the same member 50 times in parallel: there once, changed once', async () => {
    const id = await newGroup('One');
    const [person = ''] = people;
    const replies = await Promise.all(Array.from({ length: 50 }, (_, index) => patch(index % 2, id, add(person))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await membersOf(id)).toEqual([person]);
    expect((await at(0, `GET /Groups/${id}`)).body.meta.version).toBe('W/"2"');
  });

  it('mixed add and remove on 20 groups ends as one after the other would, and nothing deadlocks', async () => {
    const groups = await Promise.all(
      Array.from({ length: 20 }, (_, index) => newGroup(`Mixed ${index}`, people.slice(0, 10))),
    );
    // Of each pair of a group, the last to be answered decides; each swap must be done as a whole.
    const swaps = groups.flatMap((id) =>
      Array.from({ length: 10 }, (_, index) => ({ id, out: people[index] ?? '', into: people[50 + index] ?? '' })),
    );
    const replies = await Promise.all(
      swaps.map(({ id, out, into }, index) => patch(index % 2, id, remove(out), add(into))),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    const wanted = people.slice(50, 60).sort();
    for (const id of groups) expect(await membersOf(id)).toEqual(wanted);
  });

  it('one swaps out whom the other swaps in: one of the two is there in the end, never both and never none', async () => {
    const [a = '', b = ''] = people;
    for (let round = 0; round < 20; round += 1) {
      const id = await newGroup(`Contested ${round}`, [a]);
      const swaps = Array.from({ length: 16 }, (_, index) =>
        index % 4 < 2 ? patch(index, id, add(b), remove(a)) : patch(index, id, add(a), remove(b)),
      );
      await Promise.all(swaps);
      expect(await membersOf(id)).toHaveLength(1);
    }
  });

  it('a replacement beside single changes leaves no half of it: whoever was replaced is out', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await newGroup(`Replaced ${round}`, people.slice(0, 20));
      const stays = people[60 + round] ?? '';
      const replaced = at(0, `PUT /Groups/${id}`, { displayName: `Put ${round}`, members: [{ value: stays }] });
      const late = people[90] ?? '';
      const replies = await Promise.all([replaced, patch(1, id, add(late)), patch(0, id, remove(people[3] ?? ''))]);
      expect(replies.map(({ status }) => status)).toEqual([200, 204, 204]);
      const members = await membersOf(id);
      expect(members.filter((each) => each !== late)).toEqual([stays]);
    }
  });

  it('users are deleted while they are added, and groups while they are put into each other: 2xx or 404, never 5xx', async () => {
    const leavers = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, index) => (await at(0, 'POST /Users', userBody(`l${index}@x.example`))).body.id,
      ),
    );
    const [outer, inner] = [await newGroup('Outer', leavers.slice(0, 10)), await newGroup('Inner', leavers)];
    const replies = await Promise.all([
      ...leavers.map((id, index) => at(index, `DELETE /Users/${id}`)),
      ...leavers.map((id, index) => patch((index + 1) % 2, outer, add(id))),
      patch(0, outer, add(inner)),
      patch(1, inner, add(outer)),
      at(0, `DELETE /Groups/${inner}`),
    ]);
    const strange = replies.filter(({ status }) => ![204, 400, 404].includes(status));
    expect(strange.map(({ status, text }) => [status, text])).toEqual([]);
    expect(await membersOf(outer)).toEqual([]);
  });

  describe('a deletion waits for a group, and meanwhile its subject comes into another', () => {
    /** Somebody else who holds the other group, and wants the one that the deletion gets next. */
    async function crossing(subject: string, { held, other }: { held: string; other: string }): Promise<number> {
      const [first, second] = [await superuserOn(database), await superuserOn(database)];
      const lock = (client: Client, id: string) => client.query('select from groups where id = $1 for update', [id]);
      const waiting = (count: number) =>
        expect
          .poll(async () => {
            const { rows } = await superuser.query(`select count(*)::int as count from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`);
            return rows[0]?.count;
          })
          .toBe(count);
      try {
        await first.query('begin');
        await lock(first, held);
        const deletion = at(0, `DELETE ${subject}`);
        await waiting(1);
        expect((await patch(1, other, add(subject.split('/')[2] ?? ''))).status).toBe(204);
        await second.query('begin');
        await lock(second, other);
        const wanted = lock(second, held).then(
          () => 'had it',
          (error: Error) => error.message,
        );
        await waiting(2);
        await first.query('commit');
        expect(await wanted).toBe('had it');
        await second.query('commit');
        return (await deletion).status;
      } finally {
        await Promise.all([first.end(), second.end()]);
      }
    }

    it('a user goes, and nothing waits in a circle', async () => {
      const { id } = (await at(0, 'POST /Users', userBody('crossing@corp.example'))).body;
      const [held, other] = [await newGroup('Crossed', [id]), await newGroup('Crossed over')];
      const { rows } = await superuser.query('select version from groups where id = $1', [other]);
      expect(await crossing(`/Users/${id}`, { held, other })).toBe(204);
      expect([await membersOf(held), await membersOf(other)]).toEqual([[], []]);
      // Once for coming in, once for going.
      const after = await superuser.query('select version from groups where id = $1', [other]);
      expect(Number(after.rows[0]?.version)).toBe(Number(rows[0]?.version) + 2);
      const events = await superuser.query(`select from events where type = 'user.deleted' and subject_id = $1`, [id]);
      expect(events.rowCount).toBe(1);
    });

    it('a group goes, and nothing waits in a circle', async () => {
      // Locks are taken in the order of ids: that of the holder first.
      const held = await newGroup('Holding');
      const inner = await newGroup('Within');
      const other = await newGroup('Holding later');
      expect((await patch(0, held, add(inner))).status).toBe(204);
      expect(await crossing(`/Groups/${inner}`, { held, other })).toBe(204);
      expect([await membersOf(held), await membersOf(other)]).toEqual([[], []]);
      const events = await superuser.query(`select from events where type = 'group.deleted' and subject_id = $1`, [
        inner,
      ]);
      expect(events.rowCount).toBe(1);
    });
  });

  it('two groups are put into each other at once: one of the two is refused, every time', async () => {
    for (let round = 0; round < 15; round += 1) {
      const [a, b] = [await newGroup(`A ${round}`), await newGroup(`B ${round}`)];
      const replies = await Promise.all([patch(0, a, add(b)), patch(1, b, add(a))]);
      expect(replies.map(({ status }) => status)).toEqual(expect.arrayContaining([204, 400]));
      expect([...(await membersOf(a)), ...(await membersOf(b))]).toHaveLength(1);
    }
  });
});
