import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { assertHarmless, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { anyJson, anyUser } from './documents.ts';
import { codeOf, faultOf, unlessFault } from './faults.ts';

const read = (claimed: unknown) => readResource(userResource, claimed);

afterEach(() => expect(({} as Record<string, unknown>)['x']).toBeUndefined());

describe('SEC-R28 assertHarmless', () => {
  const parsed = (text: string): unknown => JSON.parse(text);
  const nested = (levels: number): unknown => parsed(`${'[{"a":'.repeat(levels / 2)}0${'}]'.repeat(levels / 2)}`);

  test.each(['__proto__', 'constructor', 'prototype'])('SEC-R28 refuses the key %s wherever it stands', (key) => {
    for (const text of [`{"${key}":{"x":1}}`, `{"a":[{"b":{"${key}":0}}]}`, `[[{"${key}":null}]]`]) {
      expect(faultOf(() => assertHarmless(parsed(text)))).toMatchObject({ code: 'invalid_path', field: key });
    }
  });

  test('takes the words as values', () => {
    expect(() => assertHarmless({ a: '__proto__', b: ['constructor'] })).not.toThrow();
  });

  test('takes 20 levels and refuses 22, and 100,000 before they cost anything', () => {
    expect(() => assertHarmless(nested(20))).not.toThrow();
    expect(() => assertHarmless({ a: nested(18), b: { c: 1 } })).not.toThrow();
    expect(codeOf(() => assertHarmless(nested(22)))).toBe('malformed');
    expect(codeOf(() => assertHarmless({ a: nested(20) }))).toBe('malformed');
    expect(codeOf(() => assertHarmless(nested(100_000)))).toBe('malformed');
  });

  test('names the field shortly, even when the client made it long', () => {
    const { field, message } = faultOf(() => assertHarmless({ ['\u0000'.repeat(100_000)]: nested(22) }));
    expect(field).not.toContain('\u0000');
    expect((field ?? '').length + message.length).toBeLessThan(300);
  });

  test('SEC-R28 any JSON passes or is a ResourceFault', () => {
    fc.assert(
      fc.property(anyJson, (claimed) => {
        unlessFault(() => assertHarmless(claimed));
      }),
      { numRuns: 500 },
    );
  });
});

describe('SEC-R28 properties', () => {
  test('SEC-R28 any JSON gives a resource or a ResourceFault, and touches no prototype', () => {
    const before = Reflect.ownKeys(Object.prototype);
    const document = fc.oneof(
      anyJson,
      fc.tuple(anyUser, anyJson).map(([user, more]) => Object.assign({}, user, more)),
    );
    fc.assert(
      fc.property(document, (claimed) => {
        const resource = unlessFault(() => read(claimed));
        if (resource !== undefined) expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
      }),
      { numRuns: 1_000 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toStrictEqual(before);
  });

  test('what a well-meaning client sends is read, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(anyUser, (claimed) => {
        const copy = structuredClone(claimed);
        const once = read(claimed);
        expect(JSON.stringify(read(once))).toBe(JSON.stringify(once));
        expect(JSON.stringify(read(JSON.parse(JSON.stringify(once))))).toBe(JSON.stringify(once));
        expect(claimed).toStrictEqual(copy);
      }),
      { numRuns: 500 },
    );
  });
});
