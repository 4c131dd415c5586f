import type { ServerResponse } from 'node:http';
import { hasBody } from './body.ts';

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

/** Writes an answer with one writeHead and one end. Ends the connection when the request's body was not read. */
export function writeAnswer(
  response: ServerResponse,
  { status, body = '', headers = {} }: Answer,
  { contentType, requestId }: { contentType: string; requestId: string },
): void {
  const type = body === '' ? {} : { 'Content-Type': contentType };
  // What is left of a body would be taken for the next request.
  const { req: request } = response;
  const connection = request.complete || !hasBody(request) ? {} : { Connection: 'close' };
  const length = status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(status, {
    ...FIXED_HEADERS,
    'X-Request-Id': requestId,
    ...type,
    ...length,
    ...connection,
    ...headers,
  });
  response.end(body);
}
