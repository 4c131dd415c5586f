import fc from 'fast-check';
import { core, enterprise } from './documents.ts';

/** What an operation is to do, whatever the dialect that it is written in. */
export type Intent = {
  readonly op: 'add' | 'replace' | 'remove';
  /** The URN of the attribute's schema. */
  readonly urn: string;
  readonly name?: string | undefined;
  readonly filter?: string | undefined;
  readonly sub?: string | undefined;
  readonly value?: unknown;
};

type Claimed = { op: string; path?: string; value?: unknown };

const MANAGER = '26118915-6090-4610-87e4-49d8ca9f808d';
export const hr = 'urn:example:hr:2.0:User';
const plain = 'urn:example:plain';

// Few of each, so that operations meet what is there.
const text = fc.constantFrom('a', 'A', 'b', 'Straße', 'x y');
const nothing = fc.constantFrom(null, '', []);
const truth = fc.constantFrom(true, false, 'True', 'False');
const kind = fc.constantFrom('work', 'home', 'Work');
const odd = fc.constantFrom(7, true, [1], {}, { x: 1 }, [{}], 'odd', [['a']]);

/** Mostly what fits, at times nothing, and now and then what does not fit at all. */
function mostly(fitting: fc.Arbitrary<unknown>, ...more: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 3, arbitrary: nothing }, ...more);
}

function some(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(shape, { requiredKeys: [] });
}

const element = some({ value: text, type: kind, primary: truth, display: text });
const address = some({ streetAddress: text, locality: text, type: kind, primary: truth });
const elementWithNothing = some({ value: fc.oneof(text, nothing), type: kind, x: text });

const lists = [
  { name: 'emails', element },
  { name: 'roles', element },
  { name: 'addresses', element: address },
] as const;

/** A list with one primary at most, as a resource may hold it. */
function listOf(one: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<unknown[]> {
  return fc.array(one, { maxLength: 4 }).map((elements) => {
    const first = elements.findIndex(({ primary }) => primary === true || primary === 'True');
    return elements.map(({ primary, ...rest }, index) => (index === first ? { ...rest, primary } : rest));
  });
}

const name = some({ givenName: text, familyName: text });
const manager = fc.oneof(
  fc.constantFrom(MANAGER, 'm1', '', null, [], { $ref: 'x' }, ['m2']),
  fc.constantFrom<unknown>({ value: MANAGER }, [{ value: 'm1', $ref: '../m1' }], { value: null }, [{ value: 'a' }, {}]),
);
const free = fc.oneof(
  text,
  nothing,
  truth,
  fc.integer(),
  fc.constantFrom<unknown>([1, 'a', 1], ['a', null], { x: 'a', y: '' }, [{ x: 1 }]),
);
const freeExtension = some({ tag: free, list: free, part: free });

/** Users who share values with the operations below. */
export const patchable: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    some({ displayName: text, title: text, active: truth, externalId: text, name }),
    some({ emails: listOf(element), roles: listOf(element), addresses: listOf(address) }),
    some({
      [enterprise]: some({ department: text, manager: fc.constantFrom(MANAGER, 'm1') }),
      [hr]: freeExtension,
      [plain]: freeExtension,
    }),
  )
  .map((parts) => Object.assign({ userName: 'ada' }, ...parts) as Record<string, unknown>);

const op = fc.constantFrom('add' as const, 'replace' as const, 'remove' as const);

const onSimple = fc.oneof(
  fc.record({
    op,
    urn: fc.constant(core),
    name: fc.constantFrom('displayName', 'title', 'externalId', 'nickName'),
    value: mostly(text, odd),
  }),
  fc.record({ op, urn: fc.constant(core), name: fc.constantFrom('active'), value: mostly(truth, odd) }),
  fc.record({ op, urn: fc.constant(core), name: fc.constantFrom('userName'), value: fc.oneof(text, nothing) }),
  fc.record({ op, urn: fc.constant(core), name: fc.constantFrom('nobody', 'emailz'), value: text }),
);

const onComplex = fc.oneof(
  fc.record({
    op,
    urn: fc.constant(core),
    name: fc.constant('name'),
    sub: fc.constantFrom('givenName', 'middleName', 'x'),
    value: mostly(text, odd),
  }),
  fc.record({
    op,
    urn: fc.constant(core),
    name: fc.constant('name'),
    value: fc.oneof(name, nothing, odd, some({ givenName: nothing, formatted: text })),
  }),
  fc.record({ op, urn: fc.constant(enterprise), name: fc.constant('department'), value: fc.oneof(text, nothing) }),
  fc.record({ op, urn: fc.constant(enterprise), name: fc.constant('manager'), value: manager }),
  fc.record({
    op,
    urn: fc.constant(enterprise),
    name: fc.constant('manager'),
    sub: fc.constantFrom('value', '$ref', 'displayName'),
    value: fc.oneof(text, nothing, fc.constant(MANAGER)),
  }),
  fc.record({
    op,
    urn: fc.constant(enterprise),
    value: fc.oneof(some({ department: text, manager, x: text }), nothing, odd),
  }),
);

const term = fc.constantFrom(
  'type eq "work"',
  'TYPE Eq "HOME"',
  'type ne "work"',
  'value eq "a"',
  'value eq "z"',
  'value co "a"',
  'primary eq true',
  'primary eq "True"',
  'display eq null',
  'type eq "other"',
);
const addressTerm = fc.constantFrom(
  'type eq "work"',
  'locality eq "a"',
  'primary eq "true"',
  'streetAddress co "b"',
  'type eq "other"',
);

const onList = fc.oneof(
  ...lists.map(({ name: list, element: one }) => {
    const filter = fc
      .array(list === 'addresses' ? addressTerm : term, { minLength: 1, maxLength: 2 })
      .map((terms) => terms.join(' and '));
    const subs = list === 'addresses' ? ['streetAddress', 'type', 'x'] : ['value', 'display', 'type'];
    const parts = fc.oneof(
      one,
      one.map((each) => [each]),
      nothing,
      odd,
      text,
    );
    const path = { op, urn: fc.constant(core), name: fc.constant(list) };
    return fc.oneof(
      fc.record({
        ...path,
        value: fc.oneof(
          fc.array(one, { maxLength: 3 }),
          one,
          nothing,
          odd,
          fc.array(elementWithNothing, { maxLength: 2 }),
        ),
      }),
      fc.record({
        op: fc.constant('remove' as const),
        urn: fc.constant(core),
        name: fc.constant(list),
        value: fc.oneof(fc.array(fc.oneof(one, text), { maxLength: 2 }), one, text, odd),
      }),
      fc.record({ ...path, filter, sub: fc.constantFrom(...subs), value: mostly(text, odd) }),
      fc.record({ ...path, filter, sub: fc.constant('primary'), value: mostly(truth) }),
      fc.record({ ...path, filter, value: parts }),
    );
  }),
);

const onUnknown = fc.oneof(
  fc.record({ op, urn: fc.constantFrom(hr, plain), name: fc.constantFrom('tag', 'list', 'fresh'), value: free }),
  fc.record({
    op,
    urn: fc.constantFrom(hr, plain),
    name: fc.constantFrom('part', 'tag'),
    sub: fc.constantFrom('x', 'z'),
    value: free,
  }),
  fc.record({ op, urn: fc.constantFrom(hr, plain), value: mostly(freeExtension, odd) }),
);

/** What clients want of a User; now and then something that cannot be. */
export const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 2, arbitrary: onSimple },
  { weight: 3, arbitrary: onComplex },
  { weight: 6, arbitrary: onList },
  { weight: 3, arbitrary: onUnknown },
);

/** Answers a question of taste: a number below `sides`. */
export type Dice = (sides: number) => number;

/** Dice that fast-check throws, and shrinks to zero. */
export const anyDice: fc.Arbitrary<Dice> = fc.array(fc.nat(59), { minLength: 1, maxLength: 40 }).map((throws) => {
  let at = 0;
  return (sides) => (throws[at++ % throws.length] ?? 0) % sides;
});

/** The intent as some client would write it: with or without a path, URN or dot, in any case. */
export function printed(intent: Intent, dice: Dice): Claimed {
  const op = recased(intent.op, dice);
  const path = pathOf(intent, dice);
  const isUnknown = intent.urn === hr || intent.urn === plain;
  const value = isUnknown ? intent.value : dressed(intent.value, dice);
  if (intent.op === 'remove') {
    const isListed = intent.name !== undefined && intent.filter === undefined && 'value' in intent && dice(2) === 0;
    return isListed ? { op, path, value } : { op, path };
  }
  return dice(2) === 0 && intent.name !== 'nobody' && intent.name !== 'emailz'
    ? { op, value: { [path]: value } }
    : { op, path, value };
}

/** The intent as RFC 7644 writes it. */
export const plainDice: Dice = () => 0;

function pathOf({ urn, name: attribute, filter, sub }: Intent, dice: Dice): string {
  if (attribute === undefined) return recased(urn, dice);
  const brackets = filter === undefined ? '' : `[${filter}]`;
  const rest = `${recased(attribute, dice)}${brackets}${sub === undefined ? '' : `.${recased(sub, dice)}`}`;
  if (urn === core && dice(3) !== 2) return rest;
  // Without a table, a dot is part of the name.
  return `${recased(urn, dice)}${urn !== plain && dice(4) === 3 ? '.' : ':'}${rest}`;
}

function recased(word: string, dice: Dice): string {
  return [word, word.toLowerCase(), word.toUpperCase()][dice(3)] ?? word;
}

/** The same value as another client would send it: names in any case and order, booleans as text. */
function dressed(value: unknown, dice: Dice): unknown {
  if (typeof value === 'boolean') return dice(2) === 0 ? value : value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map((each) => dressed(each, dice));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, each]) => [recased(key, dice), dressed(each, dice)] as const);
  return Object.fromEntries(dice(2) === 0 ? members : members.toReversed());
}
