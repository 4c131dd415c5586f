import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../../src/edge/http/body.ts';

const JSON_TYPE = 'application/json';

/** A request as `readJson` sees it: headers and a stream of chunks. */
function request(chunks: readonly (string | Buffer)[], headers: IncomingHttpHeaders = {}): IncomingMessage {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return Object.assign(stream, { headers: { 'content-type': JSON_TYPE, ...headers } }) as unknown as IncomingMessage;
}

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });

describe('readJson', () => {
  test.each([
    'application/json',
    'application/scim+json',
    'application/scim+json; charset=utf-8',
    'APPLICATION/JSON;charset=UTF-8',
  ])('takes %s', async (type) => {
    expect(await readJson(request(['{"a":1}'], { 'content-type': type }))).toEqual({ a: 1 });
  });

  test.each([
    undefined,
    '',
    'text/plain',
    'text/json',
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'json',
  ])('refuses the type %s', async (type) => {
    await expect(readJson(request(['{}'], { 'content-type': type }))).rejects.toEqual(refused('unsupported'));
  });

  test.each(['gzip', 'br', 'deflate', 'identity, gzip'])('refuses the encoding %s', async (encoding) => {
    await expect(readJson(request(['{}'], { 'content-encoding': encoding }))).rejects.toEqual(refused('unsupported'));
  });

  test('puts characters together that arrive in pieces', async () => {
    const bytes = Buffer.from('{"a":"zoë 😀"}');
    expect(await readJson(request([...bytes].map((byte) => Buffer.from([byte]))))).toEqual({ a: 'zoë 😀' });
  });

  test.each(['', ' ', '{', '{"a":}', "{'a':1}", 'undefined', '{"a":1}x', '\ufeff\ufeff{}', 'NaN'])(
    '%j is not JSON',
    async (text) => {
      await expect(readJson(request([text]))).rejects.toEqual(refused('malformed'));
    },
  );

  test('text that is not UTF-8 is refused and not guessed at', async () => {
    await expect(readJson(request([Buffer.from([0x22, 0xff, 0x22])]))).rejects.toEqual(refused('malformed'));
    await expect(readJson(request([Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])]))).rejects.toEqual(
      refused('malformed'),
    );
  });

  test('1 MB is read and a byte more is not, announced or not', async () => {
    const text = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    expect(await readJson(request([text(1_048_576)]))).toHaveLength(1_048_574);
    await expect(readJson(request([text(600_000), text(600_000)]))).rejects.toEqual(refused('too_large'));
    await expect(readJson(request([text(1_048_577)]))).rejects.toEqual(refused('too_large'));
    await expect(readJson(request(['{}'], { 'content-length': '1048577' }))).rejects.toEqual(refused('too_large'));
  });

  test('SEC-R28 names of JavaScript’s machinery and 21 levels are refused', async () => {
    await expect(readJson(request(['{"a":[{"__proto__":{"x":1}}]}']))).rejects.toEqual(refused('invalid_path'));
    await expect(readJson(request(['{"constructor":{"prototype":{"x":1}}}']))).rejects.toEqual(refused('invalid_path'));
    await expect(readJson(request([`${'['.repeat(21)}${']'.repeat(21)}`]))).rejects.toEqual(refused('malformed'));
    expect(await readJson(request([`${'['.repeat(20)}${']'.repeat(20)}`]))).toHaveLength(1);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
