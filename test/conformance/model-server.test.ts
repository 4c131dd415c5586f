import { describe, expect, it } from 'vitest';
import { at, objectsIn } from '../../conformance/kit/json.ts';
import { type ScimClient, scimClient } from '../../conformance/kit/scim-client.ts';
import { URN } from '../../conformance/kit/urns.ts';
import { modelServer } from '../support/model-server/model-server.ts';
import type { FaultName } from '../support/model-server/switches.ts';
import { MODEL_TOKEN, MODEL_URL } from '../support/model-server/world.ts';

function client(fault?: FaultName): ScimClient {
  const target = { baseUrls: [MODEL_URL], token: MODEL_TOKEN, timeoutMs: 1_000 };
  return scimClient({ target, transport: modelServer(fault) });
}

async function create(scim: ScimClient, path: string, body: object): Promise<string> {
  return String((await scim.post(path, body)).body['id']);
}

const patchOf = (...Operations: readonly object[]) => ({ schemas: [URN.patch], Operations });

describe('the model server', () => {
  it('keeps a user, and tells where they are', async () => {
    const scim = client();
    const { status, headers, body } = await scim.post('/Users', { schemas: [URN.user], userName: 'ada' });
    expect(status).toBe(201);
    expect(headers['location']).toBe(`${MODEL_URL}/Users/${String(body['id'])}`);
    expect(body).toMatchObject({ userName: 'ada', active: true, meta: { resourceType: 'User' } });
    expect((await scim.get(`/Users/${String(body['id'])}`)).body).toEqual(body);
  });

  it('lets in nobody without its token', async () => {
    const answer = await client().get('/Users', { token: 'another' });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ schemas: [URN.error], status: '401' });
  });

  it('gives an inactive user back under the old id', async () => {
    const scim = client();
    const id = await create(scim, '/Users', { userName: 'ada', active: false });
    const again = await scim.post('/Users', { userName: 'ADA' });
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({ id, active: true });
    expect((await scim.post('/Users', { userName: 'ada' })).status).toBe(409);
  });

  it('finds, sorts and pages', async () => {
    const scim = client();
    for (const userName of ['cyd', 'ada', 'bob']) await create(scim, '/Users', { userName });
    const query = { sortBy: 'userName', count: 2, startIndex: 2 };
    const { body } = await scim.get('/Users', { query: { ...query, filter: 'userName ne "cyd"' } });
    expect(body).toMatchObject({ totalResults: 2, startIndex: 2, itemsPerPage: 1 });
    expect(objectsIn(body['Resources']).map((each) => each['userName'])).toEqual(['bob']);
  });

  it('goes on by cursor until the end', async () => {
    const scim = client();
    for (const userName of ['ada', 'bob', 'cyd']) await create(scim, '/Users', { userName });
    const first = await scim.get('/Users', { query: { cursor: '', count: 2 } });
    const cursor = String(first.body['nextCursor']);
    const last = await scim.get('/Users', { query: { cursor, count: 2 } });
    expect(objectsIn(last.body['Resources']).map((each) => each['userName'])).toEqual(['cyd']);
    expect(last.body).not.toHaveProperty('nextCursor');
    expect((await scim.get('/Users', { query: { cursor: 'made-up' } })).body).toMatchObject({
      scimType: 'invalidCursor',
    });
  });

  it('changes a group, all of it or nothing', async () => {
    const scim = client();
    const ada = await create(scim, '/Users', { userName: 'ada' });
    const id = await create(scim, '/Groups', { displayName: 'Team', members: [{ value: ada }] });
    const refused = await scim.patch(
      `/Groups/${id}`,
      patchOf({ op: 'replace', path: 'displayName', value: 'Other' }, { op: 'replace', path: 'nothing', value: 'x' }),
    );
    expect(refused.body).toMatchObject({ status: '400', scimType: 'invalidPath' });
    expect((await scim.get(`/Groups/${id}`)).body).toMatchObject({ displayName: 'Team', members: [{ value: ada }] });
    expect(at((await scim.get(`/Users/${ada}`)).body, 'groups.0.display')).toBe('Team');
  });

  it('does a bulk whose groups hold each other', async () => {
    const scim = client();
    const group = (bulkId: string, other: string) => ({
      method: 'POST',
      path: '/Groups',
      bulkId,
      data: { displayName: bulkId, members: [{ value: `bulkId:${other}` }] },
    });
    const { status, body } = await scim.post('/Bulk', {
      schemas: [URN.bulkRequest],
      Operations: [group('one', 'two'), group('two', 'one')],
    });
    expect(status).toBe(200);
    expect(objectsIn(body['Operations']).map((each) => [each['bulkId'], each['status']])).toEqual([
      ['one', '201'],
      ['two', '201'],
    ]);
    const { body: found } = await scim.get('/Groups', { query: { filter: 'displayName eq "one"' } });
    const [one] = objectsIn(found['Resources']);
    const other = await scim.get('/Groups', { query: { filter: 'displayName eq "two"' } });
    expect(at(one, 'members.0.value')).toBe(at(other.body, 'Resources.0.id'));
  });

  it('refuses a change of what was changed meanwhile', async () => {
    const scim = client();
    const created = await scim.post('/Users', { userName: 'ada' });
    const address = `/Users/${String(created.body['id'])}`;
    const headers = { 'if-match': String(created.headers['etag']) };
    const rename = (title: string) =>
      scim.patch(address, patchOf({ op: 'add', path: 'title', value: title }), { headers });
    expect((await rename('Countess')).status).toBe(204);
    expect((await rename('Lady')).status).toBe(412);
  });

  it('has the one fault that it is given', async () => {
    const scim = client('create-answers-200');
    expect((await scim.post('/Users', { userName: 'ada' })).status).toBe(200);
    expect((await scim.post('/Users', { userName: 'ada' })).status).toBe(409);
  });
});
