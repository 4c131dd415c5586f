import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResourceType } from '../../../../src/core/resources/attributes.rules.ts';
import type { Canonical } from '../../../../src/core/resources/codec.rules.ts';
import { type Drive, driveOf } from '../../../../src/core/resources/drive.rules.ts';
import { isMatch } from '../../../../src/core/resources/evaluate.rules.ts';
import { type Filter, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import { foldKey } from '../../../../src/core/resources/fold.rules.ts';
import { resolveFilter } from '../../../../src/core/resources/resolve-filter.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { anyGroupFilter, anyUserFilter } from './filter-cases.ts';
import { anyCanonicalGroup, anyCanonicalUser, groupResource } from './filter-documents.ts';

function driven(type: ResourceType, text: string): Drive | undefined {
  return driveOf(type, resolveFilter(type, readFilter(text)));
}

/** Key, value, and the filter that says what the rest says. */
type Expected = readonly [key: string, value: string, rest?: string];

describe('the comparison that an index serves best', () => {
  test.each<[string, Expected | undefined]>([
    ['id eq "X"', ['id', 'X']],
    ['userName eq "ADA"', ['userNameKey', 'ada']],
    ['externalId eq "E"', ['externalId', 'E']],
    ['emails.value eq "A@B"', ['emailKey', 'a@b']],
    ['emails eq "A@B"', ['emailKey', 'a@b']],
    ['emails[value eq "A@B"]', ['emailKey', 'a@b']],
    ['emails[type eq "work" and value eq "A@B"]', ['emailKey', 'a@b', 'emails[type eq "work" and value eq "A@B"]']],
    ['emails[type eq "work"].value eq "A@B"', ['emailKey', 'a@b', 'emails[type eq "work" and value eq "A@B"]']],
    ['emails[value eq "A" and value co "B"]', ['emailKey', 'a', 'emails[value eq "A" and value co "B"]']],
    ['userName sw "AD"', ['userNamePrefix', 'ad']],
    ['id eq "X" and manager eq "Y"', ['id', 'X', 'manager eq "Y"']],
    ['manager eq "Y" and id eq "X"', ['id', 'X', 'manager eq "Y"']],
    ['userName eq "A" and id eq "X"', ['id', 'X', 'userName eq "A"']],
    ['externalId eq "E" and userName eq "A"', ['userNameKey', 'a', 'externalId eq "E"']],
    ['emails eq "A" and externalId eq "E"', ['externalId', 'E', 'emails eq "A"']],
    ['userName sw "A" and emails eq "B"', ['emailKey', 'b', 'userName sw "A"']],
    [
      'userName sw "A" and (title pr and emails[type pr and value eq "B"])',
      ['emailKey', 'b', 'userName sw "A" and title pr and emails[type pr and value eq "B"]'],
    ],
    ['id eq "X" and id eq "Y"', ['id', 'X', 'id eq "Y"']],
    ['id eq "X" and (userName eq "A" or title pr)', ['id', 'X', 'userName eq "A" or title pr']],
    ['id eq "X" or id eq "Y"', undefined],
    ['not (id eq "X")', undefined],
    ['id ne "X"', undefined],
    ['id sw "X"', undefined],
    ['userName co "A"', undefined],
    ['userName ge "A"', undefined],
    ['userName sw ""', undefined],
    ['userName pr', undefined],
    ['displayName eq "A"', undefined],
    ['emails.type eq "A"', undefined],
    ['emails[type eq "A"]', undefined],
    ['emails[value eq "A" or type eq "B"]', undefined],
    ['emails[not (value eq "A")]', undefined],
    ['groups eq "G"', undefined],
    ['active eq true', undefined],
    ['userName eq "\\u0000"', undefined],
  ])('of users: %s', (text, expected) => expect(driven(userResource, text)).toEqual(asDrive(userResource, expected)));

  test.each<[string, Expected | undefined]>([
    ['id eq "X"', ['id', 'X']],
    ['displayName eq "POETS"', ['displayNameKey', 'poets']],
    ['externalId eq "E"', ['externalId', 'E']],
    ['members eq "M"', ['member', 'M']],
    ['members[value eq "M"]', ['member', 'M']],
    ['members eq "M" and members eq "N"', ['member', 'M', 'members eq "N"']],
    ['members[value eq "M" and value eq "N"]', ['member', 'M', 'members[value eq "M" and value eq "N"]']],
    ['members eq "M" and displayName eq "POETS"', ['displayNameKey', 'poets', 'members eq "M"']],
    ['externalId eq "E" and displayName eq "POETS"', ['displayNameKey', 'poets', 'externalId eq "E"']],
    ['members eq "M" and externalId eq "E"', ['externalId', 'E', 'members eq "M"']],
    ['members eq "M" or members eq "N"', undefined],
    ['members[value eq "M" or value eq "N"]', undefined],
    ['not (members eq "M")', undefined],
    ['members pr', undefined],
    ['displayName sw "P"', undefined],
  ])('of groups: %s', (text, expected) =>
    expect(driven(groupResource, text)).toEqual(asDrive(groupResource, expected)),
  );
});

function asDrive(type: ResourceType, expected: Expected | undefined): object | undefined {
  if (expected === undefined) return undefined;
  const [key, value, rest] = expected;
  return { key, value, rest: rest === undefined ? undefined : resolveFilter(type, readFilter(rest)) };
}

/** Whether the index would find the document by the key. */
function isFound(document: Canonical, { key, value }: Drive): boolean {
  const valuesOf = (name: string): unknown[] => ((document[name] ?? []) as Canonical[]).map((each) => each['value']);
  switch (key) {
    case 'id':
    case 'externalId':
      return document[key] === value;
    case 'userNameKey':
      return foldKey(String(document['userName'])) === value;
    case 'userNamePrefix':
      return foldKey(String(document['userName'])).startsWith(value);
    case 'displayNameKey':
      return foldKey(String(document['displayName'])) === value;
    case 'emailKey':
      return valuesOf('emails').some((email) => typeof email === 'string' && foldKey(email) === value);
    case 'member':
      return valuesOf('members').includes(value);
  }
}

/** Comparisons that hold for one of the documents, most of which an index serves. */
function keyedBy(documents: readonly Canonical[]): Filter[] {
  return documents.flatMap((document) => [
    ...['id', 'userName', 'displayName', 'externalId'].flatMap((path) => equals(path, document[path])),
    ...['emails', 'members'].flatMap((path) =>
      ((document[path] ?? []) as Canonical[]).flatMap(({ value, type }) => [
        ...equals(path, value),
        ...both(path, equals('value', value), equals('type', type)),
      ]),
    ),
    ...equals('userName', String(document['userName']).slice(0, 2)).map((each) => ({
      ...each,
      operator: 'sw' as const,
    })),
  ]);
}

function equals(path: string, value: unknown): Extract<Filter, { kind: 'compare' }>[] {
  return typeof value === 'string' ? [{ kind: 'compare', path, operator: 'eq', value }] : [];
}

function both(path: string, [left]: readonly Filter[], [right]: readonly Filter[]): Filter[] {
  return left && right ? [{ kind: 'some', path, filter: { kind: 'and', filters: [right, left] } }] : [];
}

test.each([
  ['users', userResource, anyCanonicalUser, anyUserFilter, /^undefined$/],
  ['groups', groupResource, anyCanonicalGroup, anyGroupFilter, /^(emails|userName)$/],
] as const)(
  'of %s, what the key finds and the rest keeps is what the filter means',
  (...[, type, anyDocument, anyFilter, no]) => {
    const found = { driven: 0, kept: 0, dropped: 0 };
    const cases = fc.array(anyDocument, { minLength: 4, maxLength: 6 }).chain((documents) => {
      const keyed = keyedBy(documents).filter((each) => !('path' in each && no.test(each.path)));
      const terms = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...keyed) }, { weight: 1, arbitrary: anyFilter });
      return fc.tuple(fc.constant(documents), fc.array(terms, { minLength: 1, maxLength: 2 }));
    });
    fc.assert(
      fc.property(cases, ([documents, filters]) => {
        const condition = resolveFilter(type, { kind: 'and', filters });
        const drive = driveOf(type, condition);
        if (drive === undefined) return;
        found.driven += 1;
        for (const document of documents.filter((each) => isFound(each, drive))) {
          const isKept = drive.rest === undefined || isMatch(drive.rest, document);
          found[isKept ? 'kept' : 'dropped'] += 1;
        }
        const hits = documents.filter(
          (document) => isFound(document, drive) && (!drive.rest || isMatch(drive.rest, document)),
        );
        expect(hits).toEqual(documents.filter((document) => isMatch(condition, document)));
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(...Object.values(found))).toBeGreaterThan(50);
  },
);
