import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  idsOf,
  newDirectory,
  newGroup,
  newUser,
  type Reply,
  type TestDirectory,
  URN,
} from '../../../support/clients.ts';

const post = (path: string, body: object, at: TestDirectory): Promise<Reply> => at.scim(path, { method: 'POST', body });

describe('RFC 7644 search', () => {
  let own: TestDirectory;
  const ids: string[] = [];
  beforeAll(async () => {
    const { service } = await sharedService();
    own = await newDirectory(service);
    for (const n of [1, 2, 3]) ids.push((await newUser(own, `s${n}@search.example`, { displayName: `Same ${n}` })).id);
    for (const n of [1, 2]) ids.push((await newGroup(own, `Same ${n}`, ids.slice(0, n))).id);
  });

  const search = (path: string, request: object) => post(`${path}/.search`, { schemas: [URN.search], ...request }, own);
  const numbers = (reply: Reply) => idsOf(reply).map((id) => ids.indexOf(id) + 1);

  it('SCIM 5.2.25 POST .search of one type takes what a query takes', async () => {
    const reply = await search('/Users', {
      filter: 'userName ew "@search.example" and not (displayName eq "same 2")',
      sortBy: 'userName',
      sortOrder: 'descending',
      startIndex: 1,
      count: 1,
      attributes: ['userName', 'name.givenName'],
    });
    expect([reply.status, reply.body.totalResults, reply.body.itemsPerPage]).toEqual([200, 2, 1]);
    expect(reply.body.Resources).toEqual([
      { schemas: [URN.user], id: ids[2], userName: 's3@search.example', name: { givenName: 'Ada' } },
    ]);
    const groups = await search('/Groups', { filter: 'displayName sw "SAME"', excludedAttributes: ['members'] });
    expect(numbers(groups)).toEqual([4, 5]);
    for (const group of groups.body.Resources) expect(group).not.toHaveProperty('members');
    expect(numbers(await search('/Users', {}))).toEqual([1, 2, 3]);
    expect((await search('/Users', { count: 0 })).body).toMatchObject({ totalResults: 3, itemsPerPage: 0 });
  });

  it('SCIM 5.2.25 POST .search and GET at the base look through users and groups', async () => {
    const queries: [object, number[]][] = [
      [{ filter: 'displayName eq "same 1"' }, [1, 4]],
      [{ filter: 'meta.resourceType eq "Group"' }, [4, 5]],
      [{ filter: 'meta.resourceType eq "User" and displayName co "2"' }, [2]],
      [{ filter: `id eq "${ids[4]}"` }, [5]],
      [{ filter: 'userName eq "S3@search.example"' }, [3]],
      [{ filter: `members.value eq "${ids[1]}"` }, [5]],
      [{ filter: `${URN.group}:displayName pr` }, [4, 5]],
      [{ filter: 'externalId eq "nothing"' }, []],
      [{}, [1, 2, 3, 4, 5]],
    ];
    for (const [request, wanted] of queries) {
      const posted = await search('', request);
      expect([request, posted.status, posted.body.schemas]).toEqual([request, 200, [URN.list]]);
      expect([request, posted.body.totalResults]).toEqual([request, wanted.length]);
      expect([request, numbers(posted).toSorted((a, b) => a - b)]).toEqual([request, wanted]);
      const query = new URLSearchParams(Object.entries(request)).toString();
      for (const base of [`?${query}`, `/?${query}`]) {
        const got = await own.scim(base);
        expect([base, got.status, numbers(got)]).toEqual([base, 200, numbers(posted)]);
      }
    }
    const projected = await search('', { attributes: ['displayName'], sortBy: 'displayName', count: 2 });
    expect(projected.body.itemsPerPage).toBe(2);
    for (const each of projected.body.Resources)
      expect(Object.keys(each).toSorted()).toEqual(['displayName', 'id', 'schemas']);
  });

  it('SCIM 5.2.25 the pages of a search at the base hold everything once', async () => {
    const found: number[] = [];
    for (const startIndex of [1, 3, 5]) found.push(...numbers(await search('', { startIndex, count: 2 })));
    expect(found.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  it('SCIM 5.2.25 a search that cannot be read is 400, never everything', async () => {
    for (const path of ['', '/Users', '/Groups']) {
      expectScimError(await search(path, { filter: 'shoeSize eq "9"' }), 400, 'invalidFilter');
      expectScimError(await search(path, { filter: 'displayName' }), 400, 'invalidFilter');
      for (const wrong of [{ filter: 7 }, { attributes: 7 }, { count: 'many' }, { startIndex: {} }])
        expect([wrong, (await search(path, wrong)).status]).toEqual([wrong, 400]);
      expect((await search(path, { attributes: ['id'], excludedAttributes: ['id'] })).status).toBe(400);
      expectScimError(await own.scim(`${path}/.search`, { method: 'POST', body: '[]' }), 400, 'invalidSyntax');
    }
  });
});
