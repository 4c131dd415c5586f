import type { IncomingMessage } from 'node:http';
import { OAuthFault } from './errors.ts';

/** The parameters of a request by their names; none is there twice, and none is empty. */
export type Form = ReadonlyMap<string, string>;

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const MAX_BYTES = 32_768;

/**
 * Reads a form of at most 32 KB. What has no value was not sent, and nothing may stand twice (RFC 6749 §3.2). Throws
 * OAuthFault invalid_request.
 */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!FORM_TYPE.test(type) || encoding !== 'identity') {
    throw new OAuthFault(
      'invalid_request',
      'Send the parameters as application/x-www-form-urlencoded, not compressed.',
    );
  }
  const form = new Map<string, string>();
  const text = await readText(request).catch((error: unknown) => {
    throw error instanceof OAuthFault ? error : new OAuthFault('invalid_request', 'The body ended early.');
  });
  for (const [name, value] of new URLSearchParams(text)) {
    if (form.has(name)) throw new OAuthFault('invalid_request', 'A parameter stands in the request twice.');
    form.set(name, value);
  }
  return new Map([...form].filter(([, value]) => value !== ''));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Kept open when it is given up, so that an answer can still be written.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new OAuthFault('invalid_request', `The body is larger than ${MAX_BYTES} bytes.`, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
