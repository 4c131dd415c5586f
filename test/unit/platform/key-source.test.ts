import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PublicJwk, publicJwkOf } from '../../../src/platform/assertions.ts';
import { type KeySource, keySource } from '../../../src/platform/key-source.ts';
import { outboundHttp } from '../../../src/platform/outbound-http.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let first: PublicJwk;
let second: PublicJwk;
let bare: PublicJwk;

async function newKey(kid?: string): Promise<PublicJwk> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await publicJwkOf({ ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) });
  return jwk ?? expect.fail('the key was refused');
}

beforeAll(async () => {
  [first, second, bare] = await Promise.all([newKey('first'), newKey('second'), newKey()]);
});

/** An issuer whose answer can be exchanged, and which counts how often it is asked. */
class Issuer {
  answer: (path: string) => unknown = () => ({ keys: [first] });
  readonly asked: string[] = [];
  readonly source: KeySource = keySource(outboundHttp({ allowedPrivateNetworks: ['127.0.0.0/8'] }));
  readonly server: Server = createServer(({ url = '' }, response) => {
    this.asked.push(url);
    void Promise.resolve(this.answer(url)).then((answer) =>
      answer === undefined ? response.destroy() : response.end(JSON.stringify(answer)),
    );
  });

  urlOf = (path: string): string => `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;

  keys = (kid: string | undefined, nowMs: number): Promise<readonly PublicJwk[]> =>
    this.source.keysAt(this.urlOf('/jwks'), kid, nowMs);

  kids = async (kid: string | undefined, nowMs: number): Promise<(string | undefined)[]> =>
    (await this.keys(kid, nowMs)).map((key) => key.kid);

  goDown(): void {
    this.answer = () => undefined;
  }
}

let issuer: Issuer;

beforeEach(async () => {
  issuer = new Issuer();
  await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => issuer.server.close(resolve));
});

const down = expect.objectContaining({ reason: 'unreachable' });

describe('what is kept', () => {
  test('serves for ten minutes', async () => {
    expect(await issuer.kids('first', 0)).toEqual(['first']);
    expect(await issuer.kids('first', 10 * MINUTE - 1)).toEqual(['first']);
    expect(await issuer.kids(undefined, 10 * MINUTE - 1)).toEqual(['first']);
    expect(issuer.asked).toEqual(['/jwks']);
    issuer.answer = () => ({ keys: [second] });
    expect(await issuer.kids('first', 10 * MINUTE)).toEqual(['second']);
    expect(issuer.asked).toEqual(['/jwks', '/jwks']);
  });

  test('is one and the same list, that nobody can change', async () => {
    const keys = await issuer.keys('first', 0);
    expect(keys).toEqual([first]);
    expect(await issuer.keys('first', 1)).toBe(keys);
    expect(Object.isFrozen(keys)).toBe(true);
  });

  test('is fetched anew for an unknown kid, once in 30 seconds', async () => {
    await issuer.kids('first', 0);
    issuer.answer = () => ({ keys: [first, second] });
    expect(await issuer.kids('second', 30 * SECOND - 1)).toEqual(['first']);
    expect(issuer.asked).toHaveLength(1);
    expect(await issuer.kids('second', 30 * SECOND)).toEqual(['first', 'second']);
    expect(issuer.asked).toHaveLength(2);
    for (let at = 30; at < 60; at += 1) await issuer.kids(`made-up-${at}`, at * SECOND);
    expect(issuer.asked).toHaveLength(2);
    expect(await issuer.kids('made-up', 60 * SECOND)).toEqual(['first', 'second']);
    expect(issuer.asked).toHaveLength(3);
  });

  test('is fetched again for a kid that may be of a key without one', async () => {
    issuer.answer = () => ({ keys: [bare] });
    expect(await issuer.kids('first', 0)).toEqual([undefined]);
    expect(await issuer.kids('first', MINUTE)).toEqual([undefined]);
    expect(issuer.asked).toHaveLength(2);
  });

  test('is apart for each address', async () => {
    issuer.answer = (path) => ({ keys: path === '/a' ? [first] : [second] });
    const { source, urlOf } = issuer;
    expect(await source.keysAt(urlOf('/a'), 'first', 0)).toEqual([first]);
    expect(await source.keysAt(urlOf('/b'), 'second', 0)).toEqual([second]);
    expect(await source.keysAt(urlOf('/a'), 'second', 0)).toEqual([first]);
    expect(issuer.asked).toEqual(['/a', '/b']);
  });

  test('is that of 1,000 addresses, the ones asked for last', async () => {
    const ask = (number: number): Promise<unknown> => issuer.source.keysAt(issuer.urlOf(`/${number}`), 'first', 0);
    for (let number = 0; number < 1_000; number += 1) await ask(number);
    await ask(0);
    expect(issuer.asked).toHaveLength(1_000);
    await ask(1_000);
    issuer.asked.length = 0;
    for (const number of [0, 2, 999, 1_000]) await ask(number);
    expect(issuer.asked).toEqual([]);
    await ask(1);
    expect(issuer.asked).toEqual(['/1']);
  });
});

describe('parallel askers', () => {
  test('share one fetch, and the next one comes after it', async () => {
    const gate = Promise.withResolvers<unknown>();
    issuer.answer = () => gate.promise;
    const asking = Array.from({ length: 50 }, (_, index) => issuer.kids(index % 2 ? 'first' : undefined, index));
    gate.resolve({ keys: [first] });
    expect(await Promise.all(asking)).toEqual(asking.map(() => ['first']));
    expect(issuer.asked).toHaveLength(1);
    await issuer.kids('first', 10 * MINUTE);
    expect(issuer.asked).toHaveLength(2);
  });

  test('share its failure', async () => {
    const gate = Promise.withResolvers<unknown>();
    issuer.answer = () => gate.promise;
    const asking = Array.from({ length: 10 }, () => issuer.kids('first', 0).catch((error: unknown) => error));
    gate.resolve(undefined);
    expect(await Promise.all(asking)).toEqual(asking.map(() => down));
    expect(issuer.asked).toHaveLength(1);
  });

  test('do not wait for it when what is kept serves them', async () => {
    await issuer.kids('first', 0);
    const gate = Promise.withResolvers<unknown>();
    issuer.answer = () => gate.promise;
    const waiting = issuer.kids('second', MINUTE);
    expect(await issuer.kids('first', MINUTE)).toEqual(['first']);
    gate.resolve({ keys: [second] });
    expect(await waiting).toEqual(['second']);
  });

  test('never fetch twice at a time, however long it takes', async () => {
    const gate = Promise.withResolvers<unknown>();
    issuer.answer = () => gate.promise;
    const waiting = [issuer.kids('first', 0), issuer.kids('first', MINUTE)];
    gate.resolve({ keys: [first] });
    expect(await Promise.all(waiting)).toEqual([['first'], ['first']]);
    expect(issuer.asked).toHaveLength(1);
  });
});

describe('when the issuer is down', () => {
  test('what is kept serves for a day, and not a moment longer', async () => {
    await issuer.kids('first', 0);
    issuer.goDown();
    expect(await issuer.kids('first', 10 * MINUTE)).toEqual(['first']);
    expect(await issuer.kids('second', HOUR)).toEqual(['first']);
    expect(await issuer.kids('first', 24 * HOUR - 1)).toEqual(['first']);
    await expect(issuer.kids('first', 24 * HOUR)).rejects.toEqual(down);
    expect(issuer.asked).toHaveLength(4);
  });

  test('it is asked once in 30 seconds', async () => {
    issuer.goDown();
    await expect(issuer.kids('first', 0)).rejects.toEqual(down);
    issuer.answer = () => ({ keys: [first] });
    await expect(issuer.kids('first', 30 * SECOND - 1)).rejects.toEqual(down);
    expect(issuer.asked).toHaveLength(1);
    expect(await issuer.kids('first', 30 * SECOND)).toEqual(['first']);
    expect(issuer.asked).toHaveLength(2);
  });

  test('it serves again as soon as it is back', async () => {
    await issuer.kids('first', 0);
    issuer.goDown();
    expect(await issuer.kids('first', 10 * MINUTE)).toEqual(['first']);
    issuer.answer = () => ({ keys: [second] });
    expect(await issuer.kids('first', 11 * MINUTE)).toEqual(['second']);
  });
});

describe('the set', () => {
  test('keeps the keys that can be used', async () => {
    const { x: _, ...broken } = first;
    const unusable = [
      { ...first, use: 'enc' },
      { ...first, d: 'AAAA' },
      broken,
      null,
      'key',
      { kty: 'oct', k: 'AAAA' },
    ];
    issuer.answer = () => ({ keys: [...unusable, { ...second, use: 'sig', x5c: ['AAAA'] }, { kty: 'AKP' }], more: 1 });
    expect(await issuer.keys('second', 0)).toEqual([second]);
  });

  test('without any usable key is believed: they may all be revoked', async () => {
    await issuer.kids('first', 0);
    issuer.answer = () => ({ keys: [] });
    expect(await issuer.kids('first', 10 * MINUTE)).toEqual([]);
  });

  test('counts to its hundredth key', async () => {
    const keys = Array.from({ length: 101 }, (_, index) => ({ ...first, kid: `${index}` }));
    issuer.answer = () => ({ keys: [...keys.slice(0, 99), { ...first, use: 'enc' }, ...keys.slice(99)] });
    const kids = await issuer.kids('1', 0);
    expect(kids).toEqual(keys.slice(0, 99).map(({ kid }) => kid));
  });

  test('has at most 512,000 bytes', async () => {
    issuer.answer = () => ({ keys: [first], more: 'a'.repeat(512_000) });
    await expect(issuer.keys('first', 0)).rejects.toEqual(expect.objectContaining({ reason: 'too_large' }));
  });

  test.each([null, 'keys', 1, [[]], {}, { keys: {} }, { keys: null }])('cannot be %j', async (answer) => {
    issuer.answer = () => answer;
    await expect(issuer.kids('first', 0)).rejects.toEqual(expect.objectContaining({ reason: 'not_json' }));
  });
});
