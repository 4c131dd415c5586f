import type { ServerResponse } from 'node:http';

/** What a door writes: bodies are text already. */
export type Answer = {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** On every answer of the machine doors: nothing to cache, sniff, frame or run. */
const FIXED_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
};

/** Writes an answer with one writeHead and one end. */
export function writeAnswer(
  response: ServerResponse,
  { status, body = '', headers = {} }: Answer,
  { contentType, requestId }: { contentType: string; requestId: string },
): void {
  const type = body === '' ? {} : { 'Content-Type': contentType };
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, { ...FIXED_HEADERS, 'X-Request-Id': requestId, ...type, ...length, ...headers });
  response.end(body);
}
