import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import {
  apiOf,
  expectScimError,
  idsOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Reply,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

let service: TestService;
let directory: TestDirectory;
const ids: string[] = [];
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
  for (let n = 1; n <= 7; n += 1) ids.push((await newUser(directory, `c${n}@cursor.example`)).id);
  for (let n = 1; n <= 3; n += 1) await newGroup(directory, `Cursor ${n}`, ids.slice(0, n));
});

const get = (type: string, parameters: Record<string, string>, at = directory): Promise<Reply> =>
  at.scim(`${type}?${new URLSearchParams(parameters).toString()}`);

/** All pages from an empty cursor on; between two of them `meanwhile` happens. */
async function readAll(
  type: string,
  parameters: Record<string, string>,
  { at = directory, meanwhile = async () => {} }: { at?: TestDirectory; meanwhile?: () => Promise<void> } = {},
): Promise<{ pages: string[][]; cursors: string[]; last: Reply }> {
  const pages: string[][] = [];
  const cursors: string[] = [];
  let page = await get(type, { ...parameters, cursor: '' }, at);
  pages.push(idsOf(page));
  while (page.body.nextCursor !== undefined) {
    if (pages.length > 50) throw new Error('the pages do not end');
    cursors.push(page.body.nextCursor);
    await meanwhile();
    page = await get(type, { ...parameters, cursor: page.body.nextCursor }, at);
    pages.push(idsOf(page));
  }
  return { pages, cursors, last: page };
}

describe('RFC 9865', () => {
  it('SCIM 5.3.44 an empty cursor starts, nextCursor is on every page but the last, and nothing comes twice', async () => {
    const { pages, last } = await readAll('/Users', { count: '3' });
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    expect(last.body).not.toHaveProperty('nextCursor');
    expect([undefined, 7]).toContain(last.body.totalResults);
    const first = await directory.scim('/Users?cursor&count=3');
    expect(idsOf(first)).toEqual(ids.slice(0, 3));
    expect(first.body).not.toHaveProperty('previousCursor');
    expect([first.body.schemas, first.body.itemsPerPage]).toEqual([[URN.list], 3]);
    expect([undefined, 7]).toContain(first.body.totalResults);
    const whole = await get('/Users', { cursor: '', count: '7' });
    expect([idsOf(whole), whole.body.nextCursor]).toEqual([ids, undefined]);
    const byDefault = await directory.scim('/Users?cursor=');
    expect([idsOf(byDefault), byDefault.body.nextCursor]).toEqual([ids, undefined]);
  });

  it('SCIM 5.3.44 an empty directory or a filter that meets nobody is one page without a cursor', async () => {
    const none = await get('/Users', { cursor: '', count: '2', filter: 'userName eq "nobody"' });
    expect([none.status, none.body.Resources, none.body.nextCursor]).toEqual([200, [], undefined]);
    const empty = await newDirectory(service);
    for (const type of ['/Users', '/Groups', '']) {
      const { status, body } = await get(type, { cursor: '' }, empty);
      expect([type, status, body.Resources, body.nextCursor]).toEqual([type, 200, [], undefined]);
    }
  });

  it('SCIM 5.3.44 groups, searches and the base page by cursor too', async () => {
    expect((await readAll('/Groups', { count: '2' })).pages.map(({ length }) => length)).toEqual([2, 1]);
    const { pages } = await readAll('', { count: '4' });
    expect([pages.map(({ length }) => length), new Set(pages.flat()).size]).toEqual([[4, 4, 2], 10]);
  });

  it('SCIM 5.3.45 filter, sorting and projection hold over all pages', async () => {
    const parameters = {
      count: '2',
      filter: 'userName ne "c4@cursor.example"',
      sortBy: 'userName',
      sortOrder: 'descending',
      attributes: 'userName',
    };
    const { pages, last } = await readAll('/Users', parameters);
    const wanted = ids.toReversed().filter((id) => id !== ids[3]);
    expect(pages).toEqual([wanted.slice(0, 2), wanted.slice(2, 4), wanted.slice(4)]);
    for (const each of last.body.Resources) expect(Object.keys(each).toSorted()).toEqual(['id', 'schemas', 'userName']);
  });

  it('SCIM 5.3.45 sorting by what many share or lack loses and repeats nobody', async () => {
    const own = await newDirectory(service);
    const made: string[] = [];
    for (const title of ['b', undefined, 'a', 'B', undefined, 'a', 'c'])
      made.push((await newUser(own, `t${made.length}@cursor.example`, { title })).id);
    for (const sortOrder of ['ascending', 'descending']) {
      const { pages } = await readAll('/Users', { count: '2', sortBy: 'title', sortOrder }, { at: own });
      expect(pages.flat().toSorted()).toEqual(made.toSorted());
      const whole = idsOf(await get('/Users', { sortBy: 'title', sortOrder }, own));
      expect([sortOrder, pages.flat()]).toEqual([sortOrder, whole]);
    }
  });

  it('SCIM 5.3.45 a cursor with another filter or order is invalidCursor, with another count invalidCount', async () => {
    const same = { count: '2', filter: 'userName pr', sortBy: 'userName', sortOrder: 'ascending' };
    const { nextCursor: cursor } = (await get('/Users', { ...same, cursor: '' })).body;
    expect((await get('/Users', { ...same, cursor })).status).toBe(200);
    const { filter: _, ...unfiltered } = same;
    const { sortBy: __, sortOrder: ___, ...unsorted } = same;
    for (const other of [
      { ...same, filter: 'displayName pr' },
      unfiltered,
      { ...same, sortBy: 'displayName' },
      { ...same, sortOrder: 'descending' },
      unsorted,
    ])
      expectScimError(await get('/Users', { ...other, cursor }), 400, 'invalidCursor');
    expectScimError(await get('/Users', { ...same, count: '3', cursor }), 400, 'invalidCount');
    const plain = { count: '2' };
    const { nextCursor: ofUsers } = (await get('/Users', { ...plain, cursor: '' })).body;
    for (const type of ['/Groups', ''])
      expectScimError(await get(type, { ...plain, cursor: ofUsers }), 400, 'invalidCursor');
  });

  it('SCIM 5.3.45 POST .search takes a cursor', async () => {
    for (const path of ['/Users', '']) {
      const request = { schemas: [URN.search], filter: 'userName pr', count: 4 };
      const search = (cursor: string) =>
        directory.scim(`${path}/.search`, { method: 'POST', body: { ...request, cursor } });
      const first = await search('');
      expect(idsOf(first)).toEqual(ids.slice(0, 4));
      const second = await search(first.body.nextCursor);
      expect([idsOf(second), second.body.nextCursor]).toEqual([ids.slice(4), undefined]);
      expectScimError(await search('garbage'), 400, 'invalidCursor');
    }
  });

  it('SCIM 5.3.46 without a cursor a list is paged by index and shows no cursor', async () => {
    for (const path of ['/Users?count=2', '/Users?startIndex=3&count=2', '/Groups?count=1', '?count=1']) {
      const { status, body } = await directory.scim(path);
      expect([path, status, Number.isInteger(body.startIndex)]).toEqual([path, 200, true]);
      for (const key of ['nextCursor', 'previousCursor']) expect(body).not.toHaveProperty(key);
    }
    const { body } = await directory.scim('/ServiceProviderConfig');
    expect(body.pagination).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1_000,
      cursorTimeout: 3_600,
    });
  });

  it('SCIM 5.3.47 a cursor fits in an address, says nothing, and cannot be made or changed', async () => {
    const filter = 'userName sw "c"';
    const parameters = { count: '2', filter, sortBy: 'userName' };
    const { cursors } = await readAll('/Users', parameters);
    expect(cursors).toHaveLength(3);
    for (const cursor of cursors) {
      expect(cursor).toMatch(/^[\w.~-]+$/);
      const plain = Buffer.from(cursor, 'base64url').toString('latin1');
      for (const secret of ['@cursor.example', directory.organizationId]) expect(plain).not.toContain(secret);
    }
    const [cursor = ''] = cursors;
    const middle = Math.floor(cursor.length / 2);
    const flipped = (at: number) => `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    for (const forged of [
      'x',
      '1',
      ids[0] ?? '',
      flipped(0),
      flipped(middle),
      flipped(cursor.length - 2),
      cursor.slice(0, -4),
      `${cursor}AAAA`,
      `${cursor} `,
      Buffer.from('{"id":"x"}').toString('base64url'),
      'x'.repeat(5_000),
      '\0',
    ])
      expectScimError(await get('/Users', { ...parameters, cursor: forged }), 400, 'invalidCursor');
  });

  it('SCIM 5.3.47 a cursor fits in an address whatever is sorted by', async () => {
    const own = await newDirectory(service);
    const made: string[] = [];
    for (const end of ['a', 'b', 'c']) {
      const title = `${'x'.repeat(20_000)}${end}`;
      made.push((await newUser(own, `${end}@cursor.example`, { title })).id);
    }
    const { pages, cursors } = await readAll('/Users', { count: '1', sortBy: 'title', attributes: 'id' }, { at: own });
    expect(pages).toEqual(made.map((id) => [id]));
    for (const cursor of cursors) expect(cursor.length).toBeLessThan(4_000);
  });

  it('SCIM 5.3.47 a cursor counts in its own directory only, and only with a token that counts', async () => {
    const parameters = { count: '2' };
    const { nextCursor: cursor } = (await get('/Users', { ...parameters, cursor: '' })).body;
    for (const other of [await newDirectory(service), await newDirectory(service, directory.organizationId)])
      expectScimError(await get('/Users', { ...parameters, cursor }, other), 400, 'invalidCursor');
    const own = await newDirectory(service);
    for (const n of [1, 2, 3]) await newUser(own, `r${n}@cursor.example`);
    const started = await get('/Users', { ...parameters, cursor: '' }, own);
    const token = `/organizations/${own.organizationId}/directories/${own.directoryId}/tokens/${own.tokenId}`;
    expect((await apiOf(service).delete(token)).status).toBe(204);
    expectScimError(await get('/Users', { ...parameters, cursor: started.body.nextCursor }, own), 401);
  });

  it('SCIM 5.3.45 who is there from the first page to the last is seen once, whatever comes and goes', async () => {
    const own = await newDirectory(service);
    const made: string[] = [];
    for (let n = 1; n <= 9; n += 1) made.push((await newUser(own, `w${n}@cursor.example`)).id);
    const leaving = [made[0], made[4], made[7]];
    let n = 0;
    const meanwhile = async (): Promise<void> => {
      const id = leaving[n++];
      if (id !== undefined) await own.scim(`/Users/${id}`, { method: 'DELETE' });
      await own.scim('/Users', { method: 'POST', body: userBody(`new${n}@cursor.example`) });
      await own.scim(`/Users/${made[8]}`, patchOf({ op: 'replace', path: 'title', value: `${n}` }));
    };
    const { pages } = await readAll('/Users', { count: '3' }, { at: own, meanwhile });
    const seen = pages.flat();
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of made.filter((each) => !leaving.includes(each))) expect(seen).toContain(id);
  });
});
