import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import {
  apiOf,
  expectScimError,
  groupBody,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Sending,
  type TestDirectory,
} from '../../../support/clients.ts';

// What a verb on groups must do besides what the clients see: record it, and refuse whoever may not.
let service: TestService;
let directory: TestDirectory;
let people: string[];
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
  people = [];
  for (const name of ['ada', 'grace', 'emmy']) people.push((await newUser(directory, `${name}@groups.example`)).id);
});

/** What happened to a subject, oldest first, with its details. */
async function eventsOf(subjectId: string): Promise<[string, unknown][]> {
  return service.database.readAs(directory.organizationId, async (tx) => {
    const events = await tx.models.event.findMany({ where: { subjectId }, orderBy: { sequence: 'asc' } });
    const details = await tx.models.eventDetail.findMany({ where: { eventId: { in: events.map(({ id }) => id) } } });
    const detailsOf = new Map(details.map((each) => [each.eventId, each.details]));
    return events.map(({ id, type }) => [type, detailsOf.get(id)]);
  });
}

const add = (...ids: string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });

describe('what is recorded', () => {
  it('a group’s life: created, renamed, members in and out by every way, deleted; what changes nothing is not told', async () => {
    const [ada = '', grace = '', emmy = ''] = people;
    const { id } = await newGroup(directory, 'Recorded', [ada]);
    const at = `/Groups/${id}`;
    const steps: [Sending, number][] = [
      [patchOf(add(ada)), 204],
      [patchOf(add(ada, grace)), 204],
      [patchOf({ op: 'remove', path: `members[value eq "${ada}"]` }, add(emmy)), 204],
      [patchOf({ op: 'replace', value: { id, displayName: 'Recorded' } }), 204],
      [patchOf({ op: 'replace', path: 'displayName', value: 'Renamed' }, add(ada)), 204],
      [{ method: 'PUT', body: groupBody('Renamed', { members: [{ value: emmy }] }) }, 200],
      [{ method: 'DELETE' }, 204],
    ];
    for (const [sending, status] of steps) expect((await directory.scim(at, sending)).status).toBe(status);
    const events = await eventsOf(id);
    const sorted = events.map(([type, details]) => {
      const { removed, ...rest } = details as { removed?: string[] };
      return [type, removed === undefined ? rest : { ...rest, removed: removed.toSorted() }];
    });
    expect(sorted).toEqual([
      ['group.created', { displayName: 'Recorded', externalId: null }],
      ['group.members_changed', { added: [grace], removed: [] }],
      ['group.members_changed', { added: [emmy], removed: [ada] }],
      ['group.updated', { changed: ['displayName'] }],
      ['group.members_changed', { added: [ada], removed: [] }],
      ['group.members_changed', { added: [], removed: [ada, grace].toSorted() }],
      ['group.deleted', { displayName: 'Renamed', externalId: null }],
    ]);
  });

  it('an adopted user: that they came back, what changed, and nobody created', async () => {
    const { id } = await newUser(directory, 'back@groups.example', { externalId: 'back' });
    await directory.scim(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    expect((await newUser(directory, 'Back.Again@groups.example', { externalId: 'back' })).id).toBe(id);
    expect(await eventsOf(id)).toEqual([
      ['user.created', { userName: 'back@groups.example', externalId: 'back' }],
      ['user.deactivated', {}],
      ['user.adopted', { userName: 'Back.Again@groups.example', externalId: 'back' }],
      ['user.updated', { changed: ['userName', 'emails'] }],
      ['user.reactivated', {}],
    ]);
  });

  it('a refusal, with what was refused and why', async () => {
    const { id } = await newGroup(directory, 'Refused');
    const nobody = '01900000-0000-7000-8000-000000000000';
    const reply = await directory.scim(`/Groups/${id}`, patchOf(add(nobody)));
    expectScimError(reply, 404);
    expect(reply.body.detail).toContain(nobody);
    const refused = (await eventsOf(directory.organizationId)).filter(([type]) => type === 'groups.update.refused');
    expect(refused.at(-1)?.[1]).toEqual({ code: 'not_found', detail: reply.body.detail, field: 'members' });
  });
});

describe('who may not', () => {
  it('a read-only token reads groups and writes none, alone or in a bulk; nothing is changed', async () => {
    const { id } = await newGroup(directory, 'Guarded', people.slice(0, 1));
    const before = (await directory.scim(`/Groups/${id}`)).body;
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    const { secret: token } = (await apiOf(service).post(path, { access: 'read_only' })).body;
    expect((await directory.scim(`/Groups/${id}`, { token })).body).toEqual(before);
    const writes: [string, Sending][] = [
      ['/Groups', { method: 'POST', body: groupBody('Guarded too') }],
      [`/Groups/${id}`, { method: 'PUT', body: groupBody('Taken') }],
      [`/Groups/${id}`, patchOf(add(...people))],
      [`/Groups/${id}`, patchOf({ op: 'replace', path: 'displayName', value: 'Taken' })],
      [`/Groups/${id}`, { method: 'DELETE' }],
      [`/Groups/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } }],
    ];
    for (const [at, sending] of writes) expectScimError(await directory.scim(at, { ...sending, token }), 403);
    const Operations = [{ method: 'DELETE', path: `/Groups/${id}` }];
    const bulk = await directory.scim('/Bulk', { method: 'POST', token, body: { Operations } });
    expect(bulk.body.Operations[0].status).toBe('403');
    expect((await directory.scim(`/Groups/${id}`)).body).toEqual(before);
  });
});

describe('groups in groups', () => {
  it('are resolved over any depth, once each, and no longer when the chain is cut', async () => {
    const [ada = ''] = people;
    const inner = await newGroup(directory, 'Depth 0', [ada]);
    let below = inner.id;
    const chain: string[] = [];
    for (let depth = 1; depth <= 12; depth += 1) {
      below = (await newGroup(directory, `Depth ${depth}`, [below])).id;
      chain.push(below);
    }
    const top = await newGroup(directory, 'Top', [...chain, inner.id, ada]);
    const typesOf = async () => {
      const { body } = await directory.scim(`/Users/${ada}`);
      return new Map<string, string>(body.groups.map(({ value, type }: Record<string, string>) => [value, type]));
    };
    const before = await typesOf();
    expect([inner.id, top.id, ...chain].map((id) => before.get(id))).toEqual([
      'direct',
      'direct',
      ...chain.map(() => 'indirect'),
    ]);
    const middle = chain[5] ?? '';
    expect((await directory.scim(`/Groups/${middle}`, { method: 'DELETE' })).status).toBe(204);
    const after = await typesOf();
    expect(chain.map((id) => after.get(id))).toEqual(chain.map((_, index) => (index < 5 ? 'indirect' : undefined)));
  });

  it('a cycle over three is refused by PATCH and by PUT, with all that came with it', async () => {
    const a = await newGroup(directory, 'Cycle A');
    const b = await newGroup(directory, 'Cycle B', [a.id]);
    const c = await newGroup(directory, 'Cycle C', [b.id]);
    const before = (await directory.scim(`/Groups/${a.id}`)).body;
    for (const sending of [
      patchOf(add(c.id)),
      patchOf(add(a.id)),
      patchOf({ op: 'replace', path: 'displayName', value: 'Changed' }, add(people[0] ?? '', c.id)),
      { method: 'PUT', body: groupBody('Changed', { members: [{ value: c.id }] }) },
    ]) {
      expectScimError(await directory.scim(`/Groups/${a.id}`, sending), 400, 'invalidValue');
    }
    expect((await directory.scim(`/Groups/${a.id}`)).body).toEqual(before);
    expect(await membersOf(directory, a.id)).toEqual([]);
    // Not a cycle: two ways to the same group.
    expect((await directory.scim(`/Groups/${c.id}`, patchOf(add(a.id)))).status).toBe(204);
  });

  it('a group that goes changes those that held it, and takes nobody with it', async () => {
    const inner = await newGroup(directory, 'Goes', people);
    const outer = await newGroup(directory, 'Stays', [inner.id]);
    await directory.scim(`/Groups/${inner.id}`, { method: 'DELETE' });
    const { body } = await directory.scim(`/Groups/${outer.id}`);
    expect([body.members, body.meta.version === outer.meta.version]).toEqual([undefined, false]);
    expect((await directory.scim(`/Users/${people[0]}`)).status).toBe(200);
  });
});

describe('totals', () => {
  it('count groups exactly, apart from users, through creates, refusals and deletes in parallel', async () => {
    const own = await newDirectory(service);
    const names = Array.from({ length: 30 }, (_, index) => `Counted ${index % 20}`);
    const replies = await Promise.all(
      names.map((name) => own.scim('/Groups', { method: 'POST', body: groupBody(name) })),
    );
    const made = replies.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(made).toHaveLength(20);
    await Promise.all(made.slice(0, 5).map((id) => own.scim(`/Groups/${id}`, { method: 'DELETE' })));
    expect((await own.scim('/Groups?count=0')).body.totalResults).toBe(15);
    expect((await own.scim('/Users?count=0')).body.totalResults).toBe(0);
    const { body } = await apiOf(service).get(`/organizations/${own.organizationId}/directories/${own.directoryId}`);
    expect([body.groups, body.users]).toEqual([15, 0]);
  });

  it('a directory with groups cannot be removed; without them it can', async () => {
    const own = await newDirectory(service);
    const { id } = await newGroup(own, 'Last');
    const path = `/organizations/${own.organizationId}/directories/${own.directoryId}`;
    expect((await apiOf(service).delete(path)).status).toBe(409);
    await own.scim(`/Groups/${id}`, { method: 'DELETE' });
    expect((await apiOf(service).delete(path)).status).toBe(204);
  });
});
