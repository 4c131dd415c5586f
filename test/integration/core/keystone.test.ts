import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Happened, Happening } from '../../../src/core/events.ts';
import { type Perform, performer } from '../../../src/core/perform.ts';
import type { Actor } from '../../../src/core/permissions.ts';
import { type Context, change, prepared, read, refuse } from '../../../src/core/verb.ts';
import { newId } from '../../../src/platform/ids.ts';
import { Refusal } from '../../../src/platform/refusal.ts';
import { sharedService, type TestService } from '../../support/building.ts';
import { apiOf } from '../../support/clients.ts';

// The keystone itself, with verbs of its own: what every real verb relies on.
let service: TestService;
let perform: Perform;
let context: Context;
const revoked: string[] = [];
const logged: string[] = [];

const operator: Actor = { kind: 'operator', id: 'tests' };
const reader: Actor = { kind: 'scim_token', id: newId(), directoryId: newId(), access: 'read_only' };

beforeAll(async () => {
  ({ service } = await sharedService());
  perform = performer({
    database: service.database,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    onRevocation: (subject) => void revoked.push(subject),
  });
});
beforeEach(async () => {
  const { body } = await apiOf(service).post('/organizations', { name: 'Keystone' });
  context = { organization: body.id, actor: operator, now: new Date('2026-01-31T09:30:00.123Z'), requestId: newId() };
  revoked.length = 0;
  logged.length = 0;
});
afterAll(() => expect(logged.filter((line) => line.includes('could not be recorded'))).toEqual([]));

const nameOf = () =>
  service.database.readAs(
    context.organization,
    async (tx) => (await tx.models.organization.findUniqueOrThrow({ where: { id: context.organization } })).name,
  );

/** The events of this test, oldest first, without the one that set the organization up. */
async function events() {
  return service.database.readAs(context.organization, async (tx) => {
    const rows = await tx.models.event.findMany({
      where: { requestId: context.requestId },
      orderBy: { sequence: 'asc' },
    });
    const details = await tx.models.eventDetail.findMany({});
    return rows.map(({ id, type, subjectKind, subjectId, actorKind, actorId, occurredAt }) => ({
      type,
      subjectKind,
      subjectId,
      actorKind,
      actorId,
      occurredAt: occurredAt.toISOString(),
      details: details.find(({ eventId }) => eventId === id)?.details,
    }));
  });
}

const rename = change({
  may: 'organizations.update',
  input: z.object({ name: z.string(), outcome: z.enum(['succeed', 'throw', 'break', 'refuse', 'nothing']) }),
  async run(tx, { organization }, { name, outcome }) {
    await tx.models.organization.update({ where: { id: organization }, data: { name } });
    const happened: Happened = [
      { type: 'organization.updated', subject: organization, details: { changed: ['name'] } },
    ];
    if (outcome === 'throw')
      throw new Refusal('conflict', 'Not this name.', { field: 'name', privately: 'because of the test' });
    if (outcome === 'break') throw new Error('a bug');
    if (outcome === 'refuse') return refuse(new Refusal('forbidden', 'Burnt.'), { happened });
    return { value: name.length, happened: outcome === 'nothing' ? 'nothing' : happened };
  },
});

const renameHot = change({
  may: 'organizations.update',
  input: z.object({ id: z.string(), name: z.string(), twice: z.boolean().default(false) }),
  prepare: (_context, { id, name, twice }) => {
    const event: Happening = { type: 'organization.updated', subject: id, details: { changed: ['name'] } };
    return prepared({
      statement: {
        name: 'test_rename',
        ctes: 'changed as (update organizations set name = $3 where id = $1 and id = $2::uuid returning id)',
        select: 'select id from changed',
      },
      values: [id, name],
      happened: twice ? [event, event] : [event],
      answer(rows) {
        if (rows.length === 0) throw new Refusal('not_found', 'Nobody.');
        return rows.length;
      },
    });
  },
});

const by = (happened: object) => ({
  actorKind: 'operator',
  actorId: 'tests',
  occurredAt: '2026-01-31T09:30:00.123Z',
  ...happened,
});

describe('change, run form', () => {
  it('writes the data and the events, and gives the value', async () => {
    expect(await perform(rename, context, { name: 'New', outcome: 'succeed' })).toBe(3);
    expect(await nameOf()).toBe('New');
    expect(await events()).toEqual([
      by({
        type: 'organization.updated',
        subjectKind: 'organization',
        subjectId: context.organization,
        details: { changed: ['name'] },
      }),
    ]);
  });

  it('says nothing when the verb says nothing', async () => {
    await perform(rename, context, { name: 'Quiet', outcome: 'nothing' });
    expect([await nameOf(), await events()]).toEqual(['Quiet', []]);
  });

  it('a thrown refusal rolls everything back, and is recorded on its own', async () => {
    await expect(perform(rename, context, { name: 'Lost', outcome: 'throw' })).rejects.toMatchObject({
      name: 'Refusal',
      code: 'conflict',
      detail: 'Not this name.',
    });
    expect(await nameOf()).toBe('Keystone');
    expect(await events()).toEqual([
      by({
        type: 'organizations.update.refused',
        subjectKind: 'organization',
        subjectId: context.organization,
        details: { code: 'conflict', detail: 'Not this name.', field: 'name' },
      }),
    ]);
  });

  it('refuse() commits what was written with its events, and then refuses, recorded once', async () => {
    await expect(perform(rename, context, { name: 'Burnt', outcome: 'refuse' })).rejects.toMatchObject({
      code: 'forbidden',
      detail: 'Burnt.',
    });
    expect(await nameOf()).toBe('Burnt');
    expect((await events()).map(({ type }) => type)).toEqual(['organization.updated']);
  });

  it('a bug rolls everything back and is no refusal', async () => {
    await expect(perform(rename, context, { name: 'Lost', outcome: 'break' })).rejects.toThrow('a bug');
    expect([await nameOf(), await events()]).toEqual(['Keystone', []]);
  });

  it('input that does not hold is refused with its field, before a transaction', async () => {
    await expect(perform(rename, context, { name: 7, outcome: 'succeed' })).rejects.toMatchObject({
      code: 'invalid_value',
      field: 'name',
    });
    expect((await events()).map(({ type }) => type)).toEqual(['organizations.update.refused']);
  });

  it('an actor without the permission is refused, and it is recorded as theirs', async () => {
    await expect(
      perform(rename, { ...context, actor: reader }, { name: 'x', outcome: 'succeed' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await events()).map(({ type, actorId }) => [type, actorId])).toEqual([
      ['organizations.update.refused', reader.id],
    ]);
  });

  it('a refusal before there is an organization goes to the operators’ log', async () => {
    const nowhere = { ...context, organization: newId() };
    await expect(perform(rename, { ...nowhere, actor: reader }, {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(logged.map((line) => JSON.parse(line)).map(({ type, organization }) => [type, organization])).toEqual([
      ['organizations.update.refused', nowhere.organization],
    ]);
  });

  it('a failure of its constraints is the refusal that the verb names', async () => {
    const twice = change({
      may: 'organizations.update',
      input: z.unknown(),
      conflicts: { organization_routes_pkey: () => new Refusal('conflict', 'Once only.') },
      async run(tx, { organization }) {
        await tx.models.organizationRoute.create({
          data: { organizationId: organization, slug: newId(), shortId: newId() },
        });
        return { value: undefined, happened: 'nothing' };
      },
    });
    await expect(perform(twice, context, undefined)).rejects.toMatchObject({ code: 'conflict', detail: 'Once only.' });
  });

  it('a revocation is told after the commit, and not when it is rolled back', async () => {
    const revoke = change({
      may: 'directory_tokens.revoke',
      input: z.object({ fail: z.boolean() }),
      async run(_tx, { organization }, { fail }) {
        if (fail) throw new Refusal('conflict', 'No.');
        return {
          value: undefined,
          happened: [
            { type: 'directory_token.revoked', subject: organization, details: { directoryId: organization } },
          ],
        };
      },
    });
    await expect(perform(revoke, context, { fail: true })).rejects.toThrow(Refusal);
    expect(revoked).toEqual([]);
    await perform(revoke, context, { fail: false });
    expect(revoked).toEqual([context.organization]);
  });

  it('sees and touches only the bound organization', async () => {
    const other = (await apiOf(service).post('/organizations', { name: 'Other' })).body.id;
    const trespass = change({
      may: 'organizations.update',
      input: z.unknown(),
      async run(tx) {
        const seen = await tx.models.organization.count({ where: { id: other } });
        const touched = await tx.models.organization.updateMany({ where: { id: other }, data: { name: 'stolen' } });
        return { value: [seen, touched.count], happened: 'nothing' };
      },
    });
    expect(await perform(trespass, context, undefined)).toEqual([0, 0]);
    expect((await apiOf(service).get(`/organizations/${other}`)).body.name).toBe('Other');
  });
});

describe('change, hot form', () => {
  it('writes the data and the events in one statement', async () => {
    expect(await perform(renameHot, context, { id: context.organization, name: 'Hot', twice: true })).toBe(1);
    expect(await nameOf()).toBe('Hot');
    const event = by({
      type: 'organization.updated',
      subjectKind: 'organization',
      subjectId: context.organization,
      details: { changed: ['name'] },
    });
    expect(await events()).toEqual([event, event]);
  });

  it('no row, no event; and what it answers then is recorded as a refusal', async () => {
    await expect(perform(renameHot, context, { id: newId(), name: 'Hot' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await nameOf()).toBe('Keystone');
    expect((await events()).map(({ type }) => type)).toEqual(['organizations.update.refused']);
  });

  it('an actor without the permission sends nothing', async () => {
    await expect(
      perform(renameHot, { ...context, actor: reader }, { id: context.organization, name: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await nameOf()).toBe('Keystone');
  });
});

describe('read', () => {
  it('gives what it saw, and cannot write', async () => {
    const look = read({ may: 'organizations.read', input: z.unknown(), run: (tx) => tx.models.organization.count({}) });
    expect(await perform(look, context, undefined)).toBe(1);
    const write = read({
      may: 'organizations.read',
      input: z.unknown(),
      run: (tx) => tx.models.organization.updateMany({ data: { name: 'x' } }),
    });
    await expect(perform(write, context, undefined)).rejects.toThrow(/read-only transaction/);
    const hotWrite = read({
      may: 'organizations.read',
      input: z.unknown(),
      prepare: () => ({
        statement: { name: 'test_hot_write', text: `update organizations set name = 'x' where id = $1` },
        values: [],
        answer: () => 0,
      }),
    });
    await expect(perform(hotWrite, context, undefined)).rejects.toThrow(/read-only transaction/);
    expect(await nameOf()).toBe('Keystone');
  });

  it('needs its permission, and a refusal of it leaves no event', async () => {
    const look = read({ may: 'organizations.read', input: z.unknown(), run: async () => 1 });
    await expect(perform(look, { ...context, actor: reader }, undefined)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await events()).toEqual([]);
  });
});
