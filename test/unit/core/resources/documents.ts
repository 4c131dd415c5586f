import fc from 'fast-check';
import type { Attribute } from '../../../../src/core/resources/attributes.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { anyText } from './texts.ts';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** The attributes of a User, and its extensions as attributes. */
export const allAttributes: readonly Attribute[] = [
  ...userResource.attributes.values(),
  ...userResource.byUrn.values(),
];

/** What no attribute is called, and what JavaScript calls its own. */
const strangeNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '',
  'x',
  'password',
  'groups',
  'id',
  'meta',
];

/** As a body arrives: through JSON, so that `__proto__` is a key like any other. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -1.5, 1e300, '', 'True', 'a', '\u0000', '\ud800', 'ﬁ', 'İ'),
    anyText(8),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...strangeNames), fc.string({ maxLength: 6 })), tie('value')), {
        maxLength: 4,
      })
      .map(asJson),
  ),
})).value;

function asJson(entries: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`);
}

/** Text that PostgreSQL can keep. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.constantFrom('', ' ', 'work', 'Ada', 'a"b\\c'),
);

/** The name in any case. */
export function recased(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(name, name, name, name.toLowerCase(), name.toUpperCase());
}

/** A value that `attribute` takes; `null` and `[]` among them. */
export function valueFor(attribute: Attribute): fc.Arbitrary<unknown> {
  if (!attribute.multiValued) return singleFor(attribute);
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(singleFor(attribute), { maxLength: 3 }).map(withOnePrimary) },
    singleFor(attribute),
    fc.constant(null),
  );
}

function singleFor(attribute: Attribute): fc.Arbitrary<unknown> {
  if (attribute.type === 'complex') return objectOf(attribute.subAttributes ?? []);
  if (attribute.type === 'boolean') return fc.constantFrom(true, false, 'True', 'false', null);
  if (attribute.type === 'binary') return fc.base64String({ maxLength: 12 });
  return attribute.required
    ? texts.map((text) => `${text}.`)
    : fc.oneof({ weight: 6, arbitrary: texts }, fc.constant(null));
}

/** Some of the attributes, under names in any case, together with what a client should not send. */
function objectOf(attributes: readonly Attribute[]): fc.Arbitrary<Record<string, unknown>> {
  const entries = attributes.map((attribute) =>
    fc.tuple(recased(attribute.name), valueFor(attribute)).map(([name, value]) => ({ [name]: value })),
  );
  return fc
    .tuple(
      fc.subarray(entries, { maxLength: Math.min(5, entries.length) }).chain((some) => fc.tuple(...some)),
      fc.subarray(['x', 'Meta', 'groups']),
    )
    .map(
      ([parts, more]) =>
        Object.assign({}, ...parts, Object.fromEntries(more.map((name) => [name, 'x']))) as Record<string, unknown>,
    );
}

function withOnePrimary(values: unknown[]): unknown[] {
  let hasPrimary = false;
  return values.map((value) => {
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value).filter((key) => key.toLowerCase() === 'primary');
    const isPrimary = keys.some((key) => /true/i.test(String((value as Record<string, unknown>)[key])));
    if (isPrimary && hasPrimary)
      return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
    hasPrimary ||= isPrimary;
    return value;
  });
}

/** A User as a well-meaning client sends it. */
export const anyUser: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(objectOf(allAttributes.filter(({ name }) => name !== 'userName')), recased('userName'), texts)
  .map(([user, name, text]) => ({ schemas: [core], ...user, [name]: `${text}.` }));

/** Freezes a JSON value through and through. */
export function frozen(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
}
