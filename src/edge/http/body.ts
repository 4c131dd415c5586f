import type { IncomingMessage } from 'node:http';
import { assertHarmless } from '../../core/resources/codec.rules.ts';
import { refusingFaults } from '../../core/resources/refusing-faults.ts';
import { Refusal } from '../../platform/refusal.ts';

const MAX_BYTES = 1_048_576;
/** Where a body may be large: bulks, and the members of a group. */
export const MAX_LARGE_BYTES = 10_485_760;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Whether the request carries a body: one without either header has none (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A body as it was read, for whoever keeps a record of requests: parsed, or the text that could not be. */
export type ClaimedBody =
  | { readonly json: unknown; readonly bytes: number }
  | { readonly text: string; readonly bytes: number };

/** `maxBytes` is 1 MB unless said otherwise; `heard` is told of the body before anything in it is refused. */
export type Reading = { readonly maxBytes?: number; readonly heard?: (body: ClaimedBody) => void };

/**
 * Reads and parses a JSON body: UTF-8, 20 levels deep, without `__proto__` and the like.
 * Refuses unsupported, too_large, malformed.
 */
export async function readJson(
  request: IncomingMessage,
  { maxBytes = MAX_BYTES, heard }: Reading = {},
): Promise<unknown> {
  const { 'content-type': type, 'content-encoding': encoding = 'identity' } = request.headers;
  if (type === undefined || !JSON_TYPE.test(type)) {
    throw new Refusal('unsupported', 'Send the body as application/scim+json or application/json.');
  }
  if (encoding !== 'identity')
    throw new Refusal('unsupported', `Send the body without Content-Encoding ${encoding.slice(0, 40)}.`);
  const { text, bytes } = await readText(request, maxBytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    heard?.({ text, bytes });
    throw new Refusal('malformed', 'The body is not JSON.', { cause });
  }
  heard?.({ json, bytes });
  refusingFaults(() => assertHarmless(json));
  return json;
}

function readText(request: IncomingMessage, maxBytes: number): Promise<{ text: string; bytes: number }> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  const { promise, resolve, reject } = Promise.withResolvers<{ text: string; bytes: number }>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      request.pause();
      reject(tooLarge(maxBytes));
    } else chunks.push(chunk);
  });
  request.on('end', () => {
    try {
      resolve({ text: decode(chunks), bytes: size });
    } catch (cause) {
      reject(new Refusal('malformed', 'The body is not UTF-8.', { cause }));
    }
  });
  request.on('error', (cause) => reject(new Refusal('malformed', 'The body ended early.', { cause })));
  return promise;
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal('too_large', `The body is larger than ${maxBytes} bytes. Send less in one request.`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  return utf8.decode(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
}
