import type { IncomingMessage } from 'node:http';
import { assertHarmless } from '../../core/resources/codec.rules.ts';
import { refusingFaults } from '../../core/resources/refusing-faults.ts';
import { Refusal } from '../../platform/refusal.ts';

const MAX_BYTES = 1_048_576;
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Whether the request carries a body: one without either header has none (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Reads and parses a JSON body: at most 1 MB, UTF-8, 20 levels deep, without `__proto__` and the like.
 * Refuses unsupported, too_large, malformed.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-type': type, 'content-encoding': encoding = 'identity' } = request.headers;
  if (type === undefined || !JSON_TYPE.test(type)) {
    throw new Refusal('unsupported', 'Send the body as application/scim+json or application/json.');
  }
  if (encoding !== 'identity')
    throw new Refusal('unsupported', `Send the body without Content-Encoding ${encoding.slice(0, 40)}.`);
  const body = parse(await readText(request));
  refusingFaults(() => assertHarmless(body));
  return body;
}

function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return Promise.reject(tooLarge());
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) {
      request.pause();
      reject(tooLarge());
    } else chunks.push(chunk);
  });
  request.on('end', () => {
    try {
      resolve(decode(chunks));
    } catch (cause) {
      reject(new Refusal('malformed', 'The body is not UTF-8.', { cause }));
    }
  });
  request.on('error', (cause) => reject(new Refusal('malformed', 'The body ended early.', { cause })));
  return promise;
}

function tooLarge(): Refusal {
  return new Refusal('too_large', `The body is larger than ${MAX_BYTES} bytes. Send less in one request.`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  return utf8.decode(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('malformed', 'The body is not JSON.', { cause });
  }
}
