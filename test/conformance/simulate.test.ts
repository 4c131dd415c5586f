import { describe, expect, it } from 'vitest';
import { Unreachable } from '../../conformance/kit/failed.ts';
import type { Outgoing } from '../../conformance/kit/transport.ts';
import { URN } from '../../conformance/kit/urns.ts';
import { personas } from '../../conformance/personas/all.ts';
import type { Variant } from '../../conformance/personas/persona.ts';
import type { Clock } from '../../conformance/simulate/clock.ts';
import { findVariant } from '../../conformance/simulate/find-variant.ts';
import { groupOperations, personOperations } from '../../conformance/simulate/operation.ts';
import { type Simulation, simulate } from '../../conformance/simulate/simulate.ts';
import { type MemoryScim, memoryScim } from '../support/memory-scim.ts';
import { frugalClient, plainClient } from '../support/plain-client.ts';

/** Time passes only while somebody sleeps. */
function dreamClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

function simulated({ transport }: MemoryScim, more: Partial<Simulation> = {}) {
  return simulate({
    variant: plainClient,
    target: { baseUrls: ['http://scim.example'], timeoutMs: 1_000 },
    transport,
    people: 40,
    seed: 1,
    concurrency: 3,
    clock: dreamClock(),
    ...more,
  });
}

/** Takes every id out, which are the only thing that two runs differ in. */
function withoutIds(scim: MemoryScim): unknown {
  const names = new Map([...scim.users].map(([id, user]) => [id, String(user['userName'])]));
  const users = [...scim.users.values()].map((user) => ({ ...user, id: '' }));
  const groups = [...scim.groups.values()].map(({ displayName, members }) => ({
    displayName,
    members: (members as { value: string }[]).map(({ value }) => names.get(value) ?? value).toSorted(),
  }));
  const sorted = (all: object[]): string[] => all.map((each) => JSON.stringify(each)).toSorted();
  return { users: sorted(users), groups: sorted(groups) };
}

describe('a simulation', () => {
  it('does all that is planned, and the server holds what the books say', async () => {
    const scim = memoryScim();
    const report = await simulated(scim, { changes: 200 });
    expect(report).toMatchObject({ isGood: true, undone: 0, failures: [], differences: [], resends: {} });
    expect(Object.keys(report.operations).toSorted()).toEqual(
      Object.keys({ ...personOperations, ...groupOperations }).toSorted(),
    );
    const { active, inactive, groups } = report.remaining;
    expect([active + inactive, groups]).toEqual([scim.users.size, scim.groups.size]);
    expect([...scim.users.values()].filter((user) => user['active'] === false)).toHaveLength(inactive);
  });

  it('is the same for the same seed, however much goes on at once, and another for another', async () => {
    const [one, same, other] = [memoryScim(), memoryScim(), memoryScim()];
    await simulated(one, { concurrency: 1 });
    await simulated(same, { concurrency: 16 });
    await simulated(other, { seed: 2 });
    expect(withoutIds(same)).toEqual(withoutIds(one));
    const userNames = (scim: MemoryScim) => [...scim.users.values()].map((user) => String(user['userName']));
    expect(userNames(other).filter((each) => userNames(one).includes(each))).toEqual([]);
  });

  it('two seeds live on one server side by side', async () => {
    const scim = memoryScim();
    const reports = await Promise.all([1, 2].map((seed) => simulated(scim, { seed })));
    expect(reports.map(({ isGood }) => isGood)).toEqual([true, true]);
  });

  it('leaves groups and deletions out where the client has none', async () => {
    const scim = memoryScim();
    const report = await simulated(scim, { variant: frugalClient, changes: 200 });
    expect(report.isGood).toBe(true);
    expect(Object.keys(report.operations).toSorted()).toEqual(['join', 'leave', 'move', 'rename', 'resend', 'return']);
    expect(scim.requests.filter((each) => each.includes('Groups') || each.startsWith('DELETE'))).toEqual([]);
  });

  it.each([plainClient, frugalClient])('$title removes in the end what was made, and nobody else', async (variant) => {
    const scim = memoryScim();
    await simulated(scim, { seed: 2, people: 5 });
    const before = withoutIds(scim);
    const report = await simulated(scim, { isCleaning: true, variant });
    expect(report).toMatchObject({ isGood: true, isCleaned: true });
    expect(withoutIds(scim)).toEqual(before);
  });

  it('never has two operations on one person or group side by side', async () => {
    const busy = new Set<string>();
    const met: string[] = [];
    const alone = async <T>(id: string, work: () => Promise<T>): Promise<T> => {
      if (busy.has(id)) met.push(id);
      busy.add(id);
      await new Promise((resolve) => setImmediate(resolve));
      try {
        return await work();
      } finally {
        busy.delete(id);
      }
    };
    const variant: Variant = {
      ...plainClient,
      connect(scim) {
        const client = plainClient.connect(scim);
        const { teams } = client;
        return {
          ...client,
          update: (id, after, before) => alone(id, () => client.update(id, after, before)),
          deactivate: (id, person) => alone(id, () => client.deactivate(id, person)),
          reactivate: (id, person) => alone(id, () => client.reactivate(id, person)),
          ...(teams === undefined
            ? {}
            : {
                teams: {
                  ...teams,
                  rename: (id, team) => alone(id, () => teams.rename(id, team)),
                  changeMembers: (id, team, change) => alone(id, () => teams.changeMembers(id, team, change)),
                },
              }),
        };
      },
    };
    const report = await simulated(memoryScim(), { variant, people: 5, groups: 2, changes: 200, concurrency: 8 });
    expect([report.isGood, met]).toEqual([true, []]);
  });
});

describe('a server that is away now and then', () => {
  it('what never arrived and whose answer was lost is done again, and the books are right', async () => {
    const scim = memoryScim((_, number) => {
      if (number < 20) return undefined;
      return number % 7 === 0 ? 'answer is lost' : number % 11 === 0 ? 'never arrives' : undefined;
    });
    const report = await simulated(scim, { changes: 120 });
    expect(report).toMatchObject({ isGood: true, differences: [], failures: [] });
    expect(report.resends['The answer was lost.']).toBeGreaterThan(20);
    expect(report.resends['It never arrived.']).toBeGreaterThan(20);
    expect(report.traffic.statuses['no answer']).toBeGreaterThan(40);
    expect(scim.users.size).toBe(report.remaining.active + report.remaining.inactive);
  });

  it('a 5xx is waited for, and remembered: the run was not good', async () => {
    const report = await simulated(
      memoryScim((request, number) => (request === 'POST /Users' && number < 40 ? 503 : undefined)),
    );
    expect(report).toMatchObject({ isGood: false, failures: [], differences: [] });
    expect(report.resends['answered with 503']).toBe(report.traffic.statuses['5xx']);
    expect(report.traffic.statuses['5xx']).toBeGreaterThan(0);
  });

  it('a create that was refused because its lost forerunner arrived late is looked for again', async () => {
    const scim = memoryScim();
    let lost: Outgoing | undefined;
    const transport: Simulation['transport'] = async (outgoing) => {
      if (outgoing.method !== 'POST') return scim.transport(outgoing);
      const isFirst = lost === undefined;
      lost ??= outgoing;
      if (isFirst) throw new Unreachable('The answer was lost.');
      if (outgoing.body === lost.body) await scim.transport(lost);
      return scim.transport(outgoing);
    };
    const report = await simulated(scim, { transport, concurrency: 1, people: 3, groups: 0, changes: 0 });
    expect(report).toMatchObject({ isGood: true, failures: [] });
    expect(report.resends).toEqual({ 'The answer was lost.': 1, 'refused right after an answer was lost': 1 });
  });

  it('waits twice as long each time, up to 5 s, and gives up after 20 times; three in a row end the run', async () => {
    const clock = dreamClock();
    const scim = memoryScim((request) => (request === 'POST /Users' ? 'never arrives' : undefined));
    const report = await simulated(scim, { clock, concurrency: 1 });
    const waits = [200, 400, 800, 1_600, 3_200, ...Array.from({ length: 15 }, () => 5_000)];
    expect(clock.slept).toEqual([...waits, ...waits, ...waits]);
    expect(report.failures).toHaveLength(4);
    expect(report.failures[0]).toMatch(/@example\.com: It never arrived\. \(tried again 20 times\)$/);
    expect(report.failures[3]).toBe('The server does not come back: the rest was not tried.');
    expect(report).toMatchObject({ isGood: false, differences: undefined, operations: {}, isCleaned: undefined });
  });

  it('what is given up now and then does not end the run', async () => {
    const lost = /^\S+\.1-\d*[05]@/;
    const scim = memoryScim();
    const transport: Simulation['transport'] = async (outgoing) => {
      const { userName = '' } = JSON.parse(outgoing.body ?? '{}');
      if (outgoing.method === 'POST' && lost.test(userName)) throw new Unreachable('It never arrived.');
      return scim.transport(outgoing);
    };
    const report = await simulated(scim, { transport, people: 30, groups: 0, changes: 0, concurrency: 1 });
    expect(report.failures).toHaveLength(6);
    expect(report).toMatchObject({ operations: { join: 24 }, undone: 6, differences: [], isGood: false });
  });

  it('is told at once when it cannot be reached at all', async () => {
    const clock = dreamClock();
    const report = await simulated(
      memoryScim(() => 'never arrives'),
      { clock },
    );
    expect(report).toMatchObject({ isGood: false, failures: ['It never arrived.'], differences: undefined });
    expect(clock.slept).toEqual([]);
  });

  it('a seed that was used on this server is refused before anything is changed', async () => {
    const scim = memoryScim();
    await simulated(scim);
    const before = withoutIds(scim);
    const report = await simulated(scim);
    expect(report.failures).toEqual([expect.stringMatching(/ is on the server already, .* take another seed\.$/)]);
    expect(withoutIds(scim)).toEqual(before);
  });
});

describe('a server that does something else', () => {
  /** A user or a group that has become something else on the server before the audit. */
  async function changedBeforeAudit(change: (scim: MemoryScim) => void) {
    const scim = memoryScim();
    const onProgress: Simulation['onProgress'] = ({ phase, done }) => {
      if (phase === 'audit' && done === 0) change(scim);
    };
    return simulated(scim, { onProgress, people: 10, groups: 1, changes: 0 });
  }

  const first = (all: ReadonlyMap<string, Record<string, unknown>>) => all.values().next().value ?? {};

  it.each([
    ['active', /^active of \S+ should be true, and is false\.$/, { active: false }],
    ['title', /^title of \S+ should be "\w+", and is "Emperor"\.$/, { title: 'Emperor' }],
    ['department', /^department of \S+ should be ".+", and is nothing\.$/, { [URN.enterprise]: {} }],
    ['userName', /^\S+ should be there, and is not found\.$/, { userName: 'x@example.com' }],
    ['id', /^\S+ should have the id "\S+", and has "x"\.$/, { id: 'x' }],
  ])('%s that is not as the books say is told', async (_attribute, sentence, wrong) => {
    const { isGood, failures, differences } = await changedBeforeAudit(({ users }) =>
      Object.assign(first(users), wrong),
    );
    expect([isGood, failures, differences]).toEqual([false, [], [expect.stringMatching(sentence)]]);
  });

  it('both parts of a name that is not as the books say are told', async () => {
    const { differences } = await changedBeforeAudit(({ users }) => Object.assign(first(users), { name: {} }));
    expect(differences).toEqual([
      expect.stringMatching(/^name\.familyName of /),
      expect.stringMatching(/^name\.givenName of /),
    ]);
  });

  it('a group with another name, and with a member twice, is told', async () => {
    const { differences } = await changedBeforeAudit(({ groups }) => {
      const group = first(groups);
      const members = group['members'] as unknown[];
      Object.assign(group, { displayName: 'Other', members: [...members, members[0]] });
    });
    expect(differences).toEqual([
      expect.stringMatching(/^The group \w+ 1-0 lists a member twice\.$/),
      expect.stringMatching(/^displayName of the group \w+ 1-0 is "Other"\.$/),
    ]);
  });

  it('a member who is lost, one too many, and a group that is gone are told by their names', async () => {
    const scim = memoryScim();
    const transport: Simulation['transport'] = async (outgoing) => {
      const answer = await scim.transport(outgoing);
      const [first, second, third] = scim.groups.values();
      if (third !== undefined) {
        Object.assign(first ?? {}, { members: [] });
        Object.assign(second ?? {}, { members: [...scim.users.keys()].map((value) => ({ value })) });
        scim.groups.delete(third.id);
      }
      return answer;
    };
    const report = await simulated(scim, { transport, people: 20, groups: 3, changes: 0, concurrency: 1 });
    const told = report.differences?.join('\n') ?? '';
    expect(told).toMatch(/The group \w+ 1-0 should have as members \S+@example\.com, .* and 5 more, and has not\./);
    expect(told).toMatch(/The group \w+ 1-1 has as members \S+@example\.com, .*, and should not\./);
    expect(told).toMatch(/The group \w+ 1-2 should be there, and is not found\./);
  });

  it('somebody who was deleted and is still found, and a create that was taken twice, are told', async () => {
    const scim = memoryScim();
    let copies = 0;
    const transport: Simulation['transport'] = async (outgoing) => {
      if (outgoing.method === 'DELETE') return { status: 204, headers: {}, body: '' };
      const answer = await scim.transport(outgoing);
      if (answer.status !== 409) return answer;
      copies += 1;
      const id = `copy-${copies}`;
      scim.users.set(id, { ...JSON.parse(outgoing.body ?? '{}'), id });
      return { ...answer, status: 201, body: JSON.stringify({ id }) };
    };
    const report = await simulated(scim, { transport, changes: 150 });
    expect(report.isGood).toBe(false);
    expect(report.failures.join('\n')).toMatch(
      /After creating \S+ again: \S+ should be there once, and is found 2 times\./,
    );
    expect(report.differences?.join('\n')).toMatch(/ was deleted, and is still found\./);
  });

  it('a create that is sent again must be refused with 409, and with nothing else', async () => {
    const scim = memoryScim();
    const transport: Simulation['transport'] = async (outgoing) => {
      const answer = await scim.transport(outgoing);
      return answer.status === 409 ? { ...answer, status: 400 } : answer;
    };
    const report = await simulated(scim, { transport, changes: 100 });
    expect(report.failures[0]).toMatch(/: Creating \S+ again should be refused with 409, and gave 400\.$/);
    expect(report).toMatchObject({ isGood: false, differences: [] });
  });

  it('an audit that cannot read everything says so', async () => {
    const scim = memoryScim((request) => (request.startsWith('GET /Groups/') ? 403 : undefined));
    const report = await simulated(scim, { groups: 2 });
    expect(report).toMatchObject({ isGood: false, differences: ['Not everything could be read back.'] });
    expect(report.failures[0]).toMatch(/^\w+ 1-\d: GET \/Groups\/\S+ should be answered with 200, and was with 403\.$/);
  });

  it('what cannot be removed again is told', async () => {
    const scim = memoryScim((request) => (request.startsWith('DELETE /Groups') ? 403 : undefined));
    const report = await simulated(scim, { isCleaning: true, groups: 2 });
    expect(report).toMatchObject({ isGood: false, isCleaned: false, differences: [] });
    expect(report.failures).toHaveLength(2);
    expect([scim.users.size, scim.groups.size]).toEqual([0, 2]);
  });

  it('what the client would report is told, and what needs it is left out', async () => {
    const scim = memoryScim((request) => (request === 'POST /Users' ? 400 : undefined));
    const report = await simulated(scim, { people: 10, changes: 10 });
    expect(report.failures.length).toBeGreaterThanOrEqual(10);
    expect(report.failures[0]).toMatch(/@example\.com: POST \/Users was answered with 400\.$/);
    expect(report.operations.join).toBeUndefined();
    expect(report.undone).toBeGreaterThan(10);
    expect(report.resends).toEqual({});
  });
});

describe('every client that we know', () => {
  const variants = personas.flatMap((persona) => persona.variants);

  it.each([
    ['answers 200 with {} to everything', '{}', 'application/scim+json'],
    ['is a web site', '<!doctype html><title>Welcome</title>', 'text/html'],
  ])('is not content with a server that %s', async (_title, body, type) => {
    const transport: Simulation['transport'] = async () => ({ status: 200, headers: { 'content-type': type }, body });
    for (const variant of variants) {
      const report = await simulated(memoryScim(), { variant, transport });
      expect(report, variant.name).toMatchObject({ isGood: false, operations: {}, differences: undefined });
      expect(report.failures, variant.name).toHaveLength(1);
    }
  });

  it('is found by its name: a persona means its first variant', () => {
    for (const persona of personas) {
      expect(findVariant(personas, persona.name)).toEqual({ persona, variant: persona.variants[0] });
      for (const variant of persona.variants) expect(findVariant(personas, variant.name)).toEqual({ persona, variant });
    }
    expect(() => findVariant(personas, 'acme')).toThrow(/^acme is not .* There are okta, okta-oin, okta-aiw, entra, /);
  });
});

describe('the pace', () => {
  it('at most so many operations begin in a second', async () => {
    const clock = dreamClock();
    const report = await simulated(memoryScim(), {
      clock,
      speed: 10,
      people: 20,
      groups: 0,
      changes: 0,
      concurrency: 1,
    });
    // 20 operations and 20 looks of the audit; of each phase the first begins at once.
    expect(report.durationMs).toBeCloseTo(2 * 1_900);
  });

  it('a stop lets what is under way come to its end, audits, and tells what was left', async () => {
    const stop = new AbortController();
    const phases = new Set<string>();
    const report = await simulated(memoryScim(), {
      signal: stop.signal,
      onProgress({ phase, done }) {
        phases.add(phase);
        if (phase === 'changes' && done === 5) stop.abort();
      },
    });
    expect(report).toMatchObject({ isStopped: true, isGood: true, differences: [] });
    expect(report.undone).toBeGreaterThan(20);
    expect([...phases]).toEqual(['test of the connection', 'first sync', 'changes', 'audit']);
  });
});
