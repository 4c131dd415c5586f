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

/** One operation as a client sends it. */
export type Claimed = { op: string; path?: string; value?: unknown };

const MANAGER = '26118915-6090-4610-87e4-49d8ca9f808d';
const hr = 'urn:example:hr:2.0:User';
const plain = 'urn:example:plain';

// Few of each, so that operations meet what is there.
const text = fc.constantFrom('a', 'A', 'b', 'Straße', 'x y');
const truth = fc.constantFrom(true, false, 'True', 'False');
const kind = fc.constantFrom('work', 'home', 'Work');
const nothing = fc.constantFrom(null, '', []);
const odd = fc.constantFrom(7, true, [1], {}, { x: 1 }, [{}], 'odd', [['a']]);

/** Mostly what fits, at times nothing, and now and then what does not fit at all. */
function mostly(...fitting: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 15, arbitrary: fc.oneof(...fitting) }, { weight: 4, arbitrary: nothing }, odd);
}

function some(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(shape, { requiredKeys: [] });
}

const name = some({ givenName: text, familyName: text });
const element = some({ value: text, type: kind, primary: truth, display: text });
const address = some({ streetAddress: text, locality: text, type: kind, primary: truth });
const managers = fc.constantFrom<unknown>(
  MANAGER,
  'm1',
  '',
  null,
  [],
  ['m2'],
  { $ref: 'x' },
  { value: MANAGER },
  { value: null },
  [{ value: 'm1', $ref: '../m1' }],
  [{ value: 'a' }, {}],
);
const free = fc.oneof(
  text,
  truth,
  nothing,
  fc.integer(),
  fc.constantFrom<unknown>([1, 'a', 1], ['a', null], { x: 'a', y: '' }, [{ x: 1 }]),
);
const freeExtension = some({ tag: free, list: free, part: free });

/** A list with one primary at most, as a resource may hold it. */
function listOf(one: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<unknown[]> {
  return fc.array(one, { maxLength: 4 }).map((elements) => {
    const first = elements.findIndex(({ primary }) => primary === true || primary === 'True');
    return elements.map(({ primary, ...rest }, index) => (index === first ? { ...rest, primary } : rest));
  });
}

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

type Path = { name?: string[]; filter?: fc.Arbitrary<string>; sub?: string[] };

function intent(
  urns: string[],
  { name: names, filter, sub }: Path,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Intent> {
  return fc.record({
    op: fc.constantFrom('add' as const, 'replace' as const, 'remove' as const),
    urn: fc.constantFrom(...urns),
    ...(names && { name: fc.constantFrom(...names) }),
    ...(filter && { filter }),
    ...(sub && { sub: fc.constantFrom(...sub) }),
    value,
  });
}

const onSingle = fc.oneof(
  intent([core], { name: ['displayName', 'title', 'externalId', 'nickName', 'nobody'] }, mostly(text)),
  intent([core], { name: ['active'] }, mostly(truth)),
  intent([core], { name: ['userName'] }, mostly(text)),
  intent([core], { name: ['name'] }, mostly(name, some({ givenName: nothing, formatted: text }))),
  intent([core], { name: ['name'], sub: ['givenName', 'middleName', 'x'] }, mostly(text)),
  intent([enterprise], { name: ['department', 'nobody'] }, mostly(text)),
  intent([enterprise], { name: ['manager'] }, managers),
  intent(
    [enterprise],
    { name: ['manager'], sub: ['value', '$ref', 'displayName'] },
    mostly(text, fc.constant(MANAGER)),
  ),
  intent([enterprise], {}, mostly(some({ department: text, manager: managers, x: text }))),
);

const terms = [
  'type eq "work"',
  'TYPE Eq "HOME"',
  'type ne "work"',
  'type eq "other"',
  'primary eq true',
  'primary eq "True"',
];
const elementTerms = [...terms, 'value eq "a"', 'value eq "z"', 'value co "a"', 'display eq null'];
const addressTerms = [...terms, 'locality eq "a"', 'streetAddress co "b"', 'locality eq null'];

const onList = fc.oneof(
  ...[
    { names: ['emails', 'roles'], one: element, all: elementTerms, subs: ['value', 'display', 'type'] },
    { names: ['addresses'], one: address, all: addressTerms, subs: ['streetAddress', 'type', 'x'] },
  ].map(({ names, one, all, subs }) => {
    const filter = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 2 }).map((some) => some.join(' and '));
    const withNothing = some({ value: fc.oneof(text, nothing), type: kind, x: text });
    return fc.oneof(
      intent(
        [core],
        { name: names },
        mostly(fc.array(one, { maxLength: 3 }), one, fc.array(withNothing), fc.array(text)),
      ),
      intent([core], { name: names, filter, sub: subs }, mostly(text)),
      intent([core], { name: names, filter, sub: ['primary'] }, mostly(truth)),
      intent(
        [core],
        { name: names, filter },
        mostly(
          one,
          one.map((each) => [each]),
          text,
        ),
      ),
    );
  }),
);

const onUnknown = fc.oneof(
  intent([hr, plain], { name: ['tag', 'list', 'fresh'] }, free),
  intent([hr, plain], { name: ['part', 'tag'], sub: ['x', 'z'] }, free),
  intent([hr, plain], {}, mostly(freeExtension)),
);

/** What clients want of a User; now and then something that cannot be. */
export const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 4, arbitrary: onSingle },
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

/** The intent as some client would write it: with or without a path, URN or dot, in any case and order. */
export function printed(wanted: Intent, dice: Dice): Claimed {
  const op = recased(wanted.op, dice);
  const path = pathOf(wanted, dice);
  const value = isTabled(wanted) ? dressed(wanted, dice) : wanted.value;
  if (wanted.op === 'remove') return isListed(wanted) ? { op, path, value } : { op, path };
  return isKeyable(wanted) && dice(2) === 1 ? { op, value: { [path]: value } } : { op, path, value };
}

function isTabled({ urn }: Intent): boolean {
  return urn === core || urn === enterprise;
}

/** Half of the removals of whole lists say what to take out. */
function isListed({ name: attribute, filter, sub, value }: Intent): boolean {
  const isWhole = attribute !== undefined && filter === undefined && sub === undefined;
  return isWhole && JSON.stringify(value).length % 2 === 0;
}

/** As a key a name that nobody knows is ignored, and an object without User in its URN is an extension: not as a path. */
function isKeyable({ urn, name: attribute, sub, value }: Intent): boolean {
  const isKnown = attribute !== 'nobody' && !(sub === 'x' && urn === core);
  return isKnown && !(urn === plain && typeof value === 'object');
}

function pathOf({ urn, name: attribute, filter, sub }: Intent, dice: Dice): string {
  if (attribute === undefined) return recased(urn, dice);
  const brackets = filter === undefined ? '' : `[${filter}]`;
  const rest = `${recased(attribute, dice)}${brackets}${sub === undefined ? '' : `.${recased(sub, dice)}`}`;
  if (urn === core && dice(3) !== 2) return rest;
  // Where no table and no User says where the URN ends, a dot is part of it.
  return `${recased(urn, dice)}${urn !== plain && dice(4) === 3 ? '.' : ':'}${rest}`;
}

function recased(word: string, dice: Dice): string {
  return [word, word.toLowerCase(), word.toUpperCase()][dice(3)] ?? word;
}

/** The same value as another client would send it. Lists of complex values may also come as JSON inside a text. */
function dressed({ op, name: attribute, filter, sub, value }: Intent, dice: Dice): unknown {
  const worn = redressed(value, sub ?? attribute, dice);
  const isList = ['emails', 'roles', 'addresses'].includes(attribute ?? '') && filter === undefined;
  const mayBeText = isList && op !== 'remove' && typeof worn === 'object' && worn !== null;
  return mayBeText && dice(4) === 3 ? JSON.stringify(worn) : worn;
}

/** Names in any case and order, booleans as text. */
function redressed(value: unknown, attribute: string | undefined, dice: Dice): unknown {
  const isTruth = typeof value === 'boolean' && (attribute === 'active' || attribute === 'primary');
  if (isTruth) return dice(2) === 0 ? value : value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map((each) => redressed(each, attribute, dice));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, each]) => [recased(key, dice), redressed(each, key, dice)] as const);
  return Object.fromEntries(dice(2) === 0 ? members : members.toReversed());
}
