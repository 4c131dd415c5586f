import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_BODY, maskBody, maskClaimedText } from '../../../../src/core/scim-requests/mask-body.rules.ts';
import { buried, holding, plainJson, secretText } from './secrets.ts';

describe('maskBody', () => {
  test('shows a usual body as it is, but for its secrets', () => {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@corp.example',
      password: 'hunter2',
      active: true,
      nickName: null,
      x509Certificates: [{ value: 'MIIC' }],
      emails: [{ value: 'ada@corp.example', type: 'work', primary: true }],
    };
    expect(JSON.parse(maskBody(body))).toEqual({ ...body, password: '***', x509Certificates: '***' });
  });

  test.each([
    [
      { op: 'replace', path: 'password', value: 'a' },
      { op: 'replace', path: 'password', value: '***' },
    ],
    [
      { VALUE: ['a'], Path: 'PASSWORD', OP: 'Add' },
      { VALUE: '***', Path: 'PASSWORD', OP: 'Add' },
    ],
    [
      { op: 'replace', path: 'userName', value: 'a' },
      { op: 'replace', path: 'userName', value: 'a' },
    ],
    [
      { op: 'replace', value: { password: 7 } },
      { op: 'replace', value: { password: '***' } },
    ],
    [
      { op: 'x', path: ['password'], value: 'a' },
      { op: 'x', path: ['password'], value: 'a' },
    ],
  ])('%j is shown as %j', (operation, shown) => expect(JSON.parse(maskBody([operation]))).toEqual([shown]));

  test.each([null, true, 7, 'text', [], {}, '', 1e300])('%j alone is shown', (value) =>
    expect(JSON.parse(maskBody(value))).toEqual(value),
  );

  test('cuts long strings and long names', () => {
    const { shown } = JSON.parse(maskBody({ shown: 'x'.repeat(1_000) }));
    expect(shown).toBe(`${'x'.repeat(255)}…`);
    expect(Object.keys(JSON.parse(maskBody({ ['n'.repeat(1_000)]: 1 })))).toEqual([`${'n'.repeat(99)}…`]);
  });

  test('says how much it left out, and is JSON still', () => {
    const members = Array.from({ length: 1_000 }, (_, n) => ({ value: `0190f3a1-0000-7000-8000-${n}` }));
    const text = maskBody({ Operations: [{ op: 'add', path: 'members', value: members }] });
    const { Operations } = JSON.parse(text);
    const shown = Operations[0].value;
    expect(shown.at(-1)).toBe(`… ${1_000 - (shown.length - 1)} more`);
    expect(shown.length).toBeGreaterThan(100);
    // The last one before it may be cut, too.
    expect(shown.slice(0, -2)).toEqual(members.slice(0, shown.length - 2));
    const wide = JSON.parse(maskBody(Object.fromEntries(members.map(({ value }) => [`name ${value}`, value]))));
    expect(wide['…']).toBe(`${1_000 - (Object.keys(wide).length - 1)} more`);
  });

  test('does not follow what is nested deeper than a body may be', () => {
    let deep: unknown = 'deepest';
    for (let level = 0; level < 50_000; level += 1) deep = level % 2 === 0 ? [deep] : { deep };
    const text = maskBody(deep);
    expect(text).toBe(`${'{"deep":['.repeat(10)}"…"${']}'.repeat(10)}`);
    expect(maskBody([[[['near']]]])).toBe('[[[["near"]]]]');
  });

  test('does not walk a large body: it stops when the sheet is full', () => {
    let seen = 0;
    const list = new Proxy(
      Array.from({ length: 1_000_000 }, () => 'x'.repeat(20)),
      {
        get(target, name, receiver) {
          if (typeof name === 'string' && /^\d+$/.test(name)) seen += 1;
          return Reflect.get(target, name, receiver);
        },
      },
    );
    expect(maskBody({ Operations: list }).length).toBeLessThanOrEqual(MAX_BODY);
    expect(seen).toBeLessThan(1_000);
  });

  test.each([[[]], [{}], [[{}, []]]])('nor one that is made of %j', (empty) => {
    const text = maskBody(Array.from({ length: 100_000 }, () => empty));
    expect(text.length).toBeLessThanOrEqual(MAX_BODY);
    expect(JSON.parse(text).at(-1)).toMatch(/^… \d+ more$/);
  });

  test('is JSON of at most 8 KB, whatever comes in', () => {
    const large = fc.array(plainJson, { maxLength: 100 });
    const escaping = fc.array(fc.string({ unit: fc.constantFrom('\0', '"', '\ud800', '\u2028'), maxLength: 300 }));
    let nested: unknown = 'x'.repeat(7_000);
    const bodies = fc.oneof(
      large,
      escaping,
      fc.constant((nested = { a: nested, b: 'y'.repeat(300) })),
      fc.json().map((text) => JSON.parse(text)),
    );
    fc.assert(
      fc.property(bodies, fc.integer({ min: 0, max: 60 }), (body, times) => {
        const text = maskBody(Array.from({ length: times }, () => body));
        expect(text.length).toBeLessThanOrEqual(MAX_BODY);
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
        JSON.parse(text);
      }),
    );
  });

  test('the longest marks fit behind a sheet that is full at every depth', () => {
    for (let filler = 7_000; filler < 7_700; filler += 1) {
      let body: unknown = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`n${n}`, n]));
      for (let level = 0; level < 19; level += 1)
        body = { a: body, ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`z${n}`, 1])) };
      const fillers = Array.from({ length: Math.floor(filler / 250) }, () => 'f'.repeat(247));
      const text = maskBody([...fillers, 'f'.repeat(filler % 250), body, ...fillers]);
      expect(text.length).toBeLessThanOrEqual(MAX_BODY);
      JSON.parse(text);
    }
  });

  test('never shows a secret, wherever in a body it stands', () => {
    const cases = secretText.chain((secret) => fc.tuple(fc.constant(secret), buried(holding(secret))));
    fc.assert(
      fc.property(cases, ([secret, body]) => {
        const text = maskBody(body);
        expect(text).not.toContain(secret);
        expect(text).not.toContain(secret.slice(0, 14));
      }),
      { numRuns: 2_000 },
    );
  });

  test('shows what is no secret, wherever it stands', () => {
    const cases = secretText.chain((shown) =>
      fc.tuple(
        fc.constant(shown),
        fc.constantFrom<unknown>(
          { userName: shown },
          { Operations: [{ op: 'add', path: 'emails[type eq "work"].value', value: shown }] },
          { Operations: [{ op: 'replace', value: { 'name.givenName': shown } }] },
          { filter: `userName eq "${shown}"` },
          { members: [{ value: shown, $ref: null }] },
        ),
      ),
    );
    fc.assert(
      fc.property(cases, ([shown, body]) => {
        expect(maskBody(body)).toContain(shown);
      }),
    );
  });
});

describe('maskClaimedText', () => {
  test('is the start, without what looks like a secret', () => {
    expect(maskClaimedText('<html>')).toBe('<html>');
    expect(maskClaimedText('x'.repeat(1_000))).toBe(`${'x'.repeat(199)}…`);
    expect(maskClaimedText('grant_type=client_credentials&client_secret=abc')).toBe(
      'grant_type=client_credentials&client_secret=***',
    );
    expect(
      maskClaimedText(`{"Operations":[{"value":"hunter2","x":"${'x'.repeat(300)}","path":"password"`),
    ).not.toContain('hunter2');
  });

  test('never shows a secret of a body that was cut off', () => {
    const cases = secretText.chain((secret) => fc.tuple(fc.constant(secret), holding(secret), fc.nat(400)));
    fc.assert(
      fc.property(cases, ([secret, body, length]) => {
        const text = JSON.stringify(body);
        expect(maskClaimedText(text.slice(0, Math.max(0, text.length - 1 - (length % 3))))).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });
});
