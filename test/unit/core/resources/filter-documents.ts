import fc from 'fast-check';
import { groupSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { resourceType } from '../../../../src/core/resources/attributes.rules.ts';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';

export const groupResource = resourceType(groupSchema, []);

/** How the values of an attribute compare. */
export type Kind = 'folded' | 'exact' | 'binary' | 'boolean' | 'time';

/** What a filter can compare, and where its values are: written by hand, so that nothing is looked up as the rules do. */
export type Comparable = {
  readonly path: string;
  readonly kind: Kind;
  valuesIn(document: Canonical): readonly unknown[];
  /** Of a complex attribute: what counts as present, where that is more than its `value`. */
  elementsIn?(document: Canonical): readonly unknown[];
};

type Loose = Record<string, Canonical & Canonical[] & Record<string, Canonical>>;
const of = (document: Canonical): Loose => document as Loose;
const list = (value: unknown): Canonical[] => (Array.isArray(value) ? (value as Canonical[]) : []);

function plain(name: string, kind: Kind = 'folded'): Comparable {
  return { path: name, kind, valuesIn: (document) => [document[name]] };
}

function inside(parent: string, name: string, kind: Kind = 'folded'): Comparable {
  return { path: `${parent}.${name}`, kind, valuesIn: (document) => [of(document)[parent]?.[name]] };
}

function ofEach(parent: string, name: string, kind: Kind = 'folded'): Comparable {
  const path = `${parent}.${name}`;
  return { path, kind, valuesIn: (document) => list(document[parent]).map((element) => element[name]) };
}

function ofManager(path: string): Comparable {
  return { path, kind: 'folded', valuesIn: (document) => [of(document)[enterprise]?.['manager']?.['value']] };
}

export const comparableOfUsers: readonly Comparable[] = [
  plain('id', 'exact'),
  plain('externalId', 'exact'),
  plain('userName'),
  { ...plain('userName'), path: `${core}:userName` },
  plain('displayName'),
  plain('title'),
  plain('active', 'boolean'),
  inside('name', 'givenName'),
  inside('meta', 'created', 'time'),
  inside('meta', 'lastModified', 'time'),
  { ...inside(enterprise, 'department'), path: `${enterprise}:department` },
  ofManager('manager'),
  ofManager(`${enterprise}:manager.value`),
  ofManager(`${enterprise}.manager`),
  { ...ofEach('emails', 'value'), path: 'emails', elementsIn: (document) => list(document['emails']) },
  ofEach('emails', 'value'),
  ofEach('emails', 'type'),
  ofEach('emails', 'primary', 'boolean'),
  ofEach('photos', 'value'),
  ofEach('x509Certificates', 'value', 'binary'),
  { ...ofEach('groups', 'value', 'exact'), path: 'groups', elementsIn: (document) => list(document['groups']) },
  ofEach('groups', 'display'),
  ofEach('groups', 'type'),
  { path: 'schemas', kind: 'folded', valuesIn: (document) => list(document['schemas']) },
];

export const comparableOfGroups: readonly Comparable[] = [
  plain('id', 'exact'),
  plain('externalId', 'exact'),
  plain('displayName'),
  inside('meta', 'created', 'time'),
];

/** What of an element can be compared inside brackets. */
export const comparableOfElements: Readonly<Record<string, readonly Comparable[]>> = {
  emails: [plain('value'), plain('type'), plain('display'), plain('primary', 'boolean')],
  groups: [plain('value', 'exact'), plain('display'), plain('type')],
};

const awkward = [
  ...'a A ab Ab b work a.b a* .* \\ \\d " \' % _ a_b a% ^a a$ $ [a] (a) {a} a{2} a|b a? a+b ***=a (?i)a #a // $id @ null true 1'.split(
    ' ',
  ),
  ...'{{ -- ; \\u0041 \\n 😀 a😀b \ue000 \ufffd \u{10ffff} e\u0301 é É \u0301 ΟΔΥΣΣΕΥΣ οδυσσευς Σ ς ﬁ FI İ i ß ẞ ss 가'.split(
    ' ',
  ),
  'a b',
  ' ',
  '\n',
  'a\n',
  'a\nb',
  '\t',
  '\u007f',
  '\u2028',
  '\u1100\u1161',
];

/** Texts that mean something to SQL, to regular expressions or to Unicode, alone and two together. */
export const awkwardText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.tuple(fc.constantFrom(...awkward), fc.constantFrom(...awkward)).map(([left, right]) => left + right),
);

export const times: readonly string[] = [
  '2026-01-31T09:30:00.000Z',
  '2026-01-31T10:30:00+01:00',
  '2026-01-31T09:30:00.001Z',
  '2026-01-31t09:30:00.0009z',
  '1999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
];
export const certificates: readonly string[] = ['AAAA', 'aaaa', 'AAAB', 'YQ=='];

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const instant = fc.constantFrom(...times).map((time) => new Date(time.toUpperCase()).toISOString());

function withOnePrimary<T extends { primary?: unknown }>(elements: T[]): T[] {
  const first = elements.findIndex(({ primary }) => primary === true);
  return elements.map((element, index) =>
    element.primary === true && index !== first ? { ...element, primary: false } : element,
  );
}

const elements = fc
  .array(
    fc.record({
      value: some(awkwardText),
      type: some(awkwardText),
      display: some(awkwardText),
      primary: some(fc.boolean()),
    }),
    { maxLength: 3 },
  )
  .map(withOnePrimary);

const groupsOfUser = fc.array(
  fc.record({ value: awkwardText, display: awkwardText, type: fc.constantFrom('direct', 'indirect') }),
  { maxLength: 3 },
);

/** A canonical User with all that a row tells beside it. */
export const anyCanonicalUser: fc.Arbitrary<Canonical> = fc
  .tuple(
    fc.record({
      userName: awkwardText.map((text) => `${text}.`),
      externalId: some(awkwardText),
      displayName: some(awkwardText),
      title: some(awkwardText),
      name: some(fc.record({ givenName: some(awkwardText), familyName: some(awkwardText) })),
      emails: elements,
      photos: fc.array(fc.record({ value: awkwardText }), { maxLength: 2 }),
      x509Certificates: fc.array(fc.record({ value: fc.constantFrom(...certificates) }), { maxLength: 2 }),
      [enterprise]: some(
        fc.record({ department: some(awkwardText), manager: some(fc.record({ value: awkwardText })) }),
      ),
    }),
    fc.record({ id: awkwardText, active: fc.boolean(), created: instant, lastModified: instant, groups: groupsOfUser }),
  )
  .map(([claimed, { created, lastModified, groups, ...row }]) => ({
    ...readResource(userResource, claimed),
    ...row,
    ...(groups.length > 0 ? { groups } : {}),
    meta: { resourceType: 'User', created, lastModified },
  }));

export const memberIds: readonly string[] = ['m1', 'm2', 'm3', 'm"4'];

/** A canonical Group with all that a row tells beside it. */
export const anyCanonicalGroup: fc.Arbitrary<Canonical> = fc
  .tuple(
    fc.record({ displayName: awkwardText.map((text) => `${text}.`), externalId: some(awkwardText) }),
    fc.record({ id: awkwardText, members: fc.subarray([...memberIds]), created: instant, lastModified: instant }),
  )
  .map(([claimed, { id, members, created, lastModified }]) => ({
    ...readResource(groupResource, claimed),
    id,
    ...(members.length > 0 ? { members: members.map((value) => ({ value })) } : {}),
    meta: { resourceType: 'Group', created, lastModified },
  }));
