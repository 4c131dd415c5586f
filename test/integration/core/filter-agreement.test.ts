import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResourceType } from '../../../src/core/resources/attributes.rules.ts';
import type { Canonical } from '../../../src/core/resources/codec.rules.ts';
import type { Condition } from '../../../src/core/resources/condition.rules.ts';
import { isMatch } from '../../../src/core/resources/evaluate.rules.ts';
import { type Filter, readFilter } from '../../../src/core/resources/filter.rules.ts';
import { foldedDocument, foldedText, schemas } from '../../../src/core/resources/folded.rules.ts';
import { jsonpathOf } from '../../../src/core/resources/jsonpath.rules.ts';
import { resolveFilter } from '../../../src/core/resources/resolve-filter.rules.ts';
import { sortKeyOf } from '../../../src/core/resources/sort.rules.ts';
import { userResource } from '../../../src/core/users/user-resource.rules.ts';
import { freshDatabase, superuserOn, type TestDatabase } from '../../support/building.ts';
import { anyGroupFilter, anyUserFilter } from '../../unit/core/resources/filter-cases.ts';
import { anyCanonicalGroup, anyCanonicalUser, groupResource } from '../../unit/core/resources/filter-documents.ts';

let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = await superuserOn(database);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

type Element = Record<string, string>;

/** What a row tells beside its document, as the statements of lists pass it. */
function variablesOf({ id, active, meta, groups, members }: Canonical): Record<string, unknown> {
  const { created, lastModified } = meta as Element;
  const listed = ((groups ?? []) as Element[]).map((group) => ({
    ...group,
    display: foldedText(schemas, String(group['display'])),
  }));
  return {
    id,
    active: active ?? true,
    created,
    modified: lastModified,
    groups: listed,
    members: members ?? [],
    hasMembers: members !== undefined,
  };
}

/** Which documents meet which conditions, as PostgreSQL says: a row per document; null would be a fault of ours. */
async function askPostgres(
  type: ResourceType,
  documents: readonly Canonical[],
  conditions: readonly Condition[],
): Promise<(boolean | null)[][]> {
  const paths = conditions.map(jsonpathOf);
  const { rows } = await client.query<{ matches: (boolean | null)[] }>(
    `select array_agg(jsonb_path_match(d.folded::jsonb, c.path::jsonpath, d.vars::jsonb || jsonb_build_object(
       'groups', case when c.uses_groups then d.vars::jsonb -> 'groups' end,
       'members', (select coalesce(jsonb_agg(m), '[]') from jsonb_array_elements(d.vars::jsonb -> 'members') m
         where c.ids::jsonb ? (m ->> 'value')))) order by c.nth) as matches
     from unnest($1::text[], $2::text[]) with ordinality d (folded, vars, nth),
       unnest($3::text[], $4::boolean[], $5::text[]) with ordinality c (path, uses_groups, ids, nth)
     group by d.nth order by d.nth`,
    [
      documents.map((document) => foldedDocument(type, document)),
      documents.map((document) => JSON.stringify(variablesOf(document))),
      paths.map(({ path }) => path),
      paths.map(({ usesGroups }) => usesGroups),
      paths.map(({ memberIds }) => JSON.stringify(memberIds)),
    ],
  );
  return rows.map(({ matches }) => matches);
}

type Counts = { held: number; failed: number };

/** Runs random documents against random filters, many at once, and counts how they came out. */
async function agree(
  type: ResourceType,
  anyDocument: fc.Arbitrary<Canonical>,
  anyFilter: fc.Arbitrary<Filter>,
): Promise<Counts> {
  const counts = { held: 0, failed: 0 };
  const documents = fc.array(anyDocument, { minLength: 1, maxLength: 40, size: 'max' });
  const filters = fc.array(anyFilter, { minLength: 1, maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(documents, filters, async (someDocuments, someFilters) => {
      const conditions = someFilters.map((filter) => resolveFilter(type, filter));
      const here = someDocuments.map((document) => conditions.map((condition) => isMatch(condition, document)));
      expect(await askPostgres(type, someDocuments, conditions)).toEqual(here);
      for (const holds of here.flat()) counts[holds ? 'held' : 'failed'] += 1;
    }),
    { numRuns: 60 },
  );
  return counts;
}

describe('a filter means the same to PostgreSQL as in memory', () => {
  it('of users', async () => {
    const { held, failed } = await agree(userResource, anyCanonicalUser, anyUserFilter);
    expect(Math.min(held, failed)).toBeGreaterThan(1_000);
  });

  it('of groups', async () => {
    const { held, failed } = await agree(groupResource, anyCanonicalGroup, anyGroupFilter);
    expect(Math.min(held, failed)).toBeGreaterThan(1_000);
  });

  it.each([
    ['title co ""', true],
    ['title sw ""', true],
    ['title ew ""', true],
    ['nickName co ""', false],
    ['not (nickName co "x")', true],
    ['not (nickName gt "x")', true],
    ['nickName ne "x"', true],
    ['emails[not (type eq "x")]', false],
    ['not (emails[type eq "x"])', true],
    ['title co "b.c"', true],
    ['title ew "c\\n"', true],
    ['title ew "c"', false],
    ['title sw "A.B"', true],
    ['title lt "a.b.d"', true],
    ['meta.resourceType eq "User"', true],
    ['meta.created ge "2026-01-31T10:30:00+01:00"', true],
    ['meta.created gt "2026-01-31T10:30:00+01:00"', false],
    ['active eq "True"', true],
    ['groups[display eq "ENGINEERS"]', false],
  ])('%s', async (text, expected) => {
    const document = {
      schemas: [userResource.core.id],
      id: '1',
      userName: 'ada',
      title: 'a.b.c\n',
      active: true,
      meta: { created: '2026-01-31T09:30:00.000Z', lastModified: '2026-01-31T09:30:00.000Z' },
    };
    const condition = resolveFilter(userResource, readFilter(text));
    expect(isMatch(condition, document)).toBe(expected);
    expect(await askPostgres(userResource, [document], [condition])).toEqual([[expected]]);
  });

  it('SEC-R29 the longest and most searches that are allowed are taken', async () => {
    const searches = Array.from({ length: 20 }, (_, nth) => {
      const text = Array.from({ length: 85 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((nth * 997 + at * 31) % 20_000)),
      );
      return {
        kind: 'compare',
        path: 'title',
        operator: nth % 2 ? 'co' : 'ew',
        value: text.join('').repeat(3),
      } as const;
    });
    const conditions = [resolveFilter(userResource, { kind: 'or', filters: searches })];
    const document = { userName: 'ada', title: searches[0]?.value, meta: {} };
    expect(await askPostgres(userResource, [document], conditions)).toEqual([[true]]);
  });
});

describe('sortBy', () => {
  const meta = { created: '2026-01-31T09:30:00.000Z', lastModified: '2026-02-01T09:30:00.000Z' };
  const emails = [{ type: 'Home' }, { value: 'B@x', type: 'Work' }, { value: 'A@x' }];

  async function keyOf(sortBy: string, document: Canonical): Promise<string | null> {
    const { rows } = await client.query<{ key: string | null }>(
      `select jsonb_path_query_first($1::jsonb, $2::jsonpath, $3::jsonb) #>> '{}' as key`,
      [
        foldedDocument(userResource, document),
        sortKeyOf(userResource, sortBy).jsonpath,
        JSON.stringify(variablesOf(document)),
      ],
    );
    return rows[0]?.key ?? null;
  }

  it.each([
    ['userName', 'ada'],
    ['externalId', 'Ext'],
    ['id', 'ID'],
    ['active', 'false'],
    ['meta.created', '2026-01-31T09:30:00.000Z'],
    ['meta.lastModified', '2026-02-01T09:30:00.000Z'],
    ['name.givenName', 'ádá'],
    ['nickName', null],
    ['manager', 'm1'],
    ['schemas', 'urn:ietf:params:scim:schemas:core:2.0:user'],
  ])('%s is %j', async (sortBy, key) => {
    const document = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: 'ID',
      externalId: 'Ext',
      userName: 'Ada',
      active: false,
      name: { givenName: 'Ádá' },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'M1' } },
      meta,
    };
    expect(await keyOf(sortBy, document)).toBe(key);
  });

  it.each([
    ['the first value when none is primary', emails, ['b@x', 'home']],
    ['the primary value', emails.map((email) => ({ ...email, primary: email.value === 'A@x' })), ['a@x', null]],
    ['nothing when the primary one lacks it', [{ type: 'Home', primary: true }, { value: 'B@x' }], [null, 'home']],
    ['nothing when there is none', undefined, [null, null]],
  ] as const)('of several values counts %s', async (_which, values, [value, type]) => {
    const document = { userName: 'Ada', meta, ...(values === undefined ? {} : { emails: values }) };
    expect(await keyOf('emails', document)).toBe(value);
    expect(await keyOf('emails.value', document)).toBe(value);
    expect(await keyOf('emails.type', document)).toBe(type);
  });
});
