import { setTimeout as sleep } from 'node:timers/promises';
import { Unreachable } from './failed.ts';
import { type Json, parsedJson } from './json.ts';
import type { Incoming, Outgoing, Transport } from './transport.ts';

/** A SCIM server, and how to be let in. */
export type Target = {
  /** One base URL, or those of several replicas: requests go to them in turn, and past one that is down. */
  readonly baseUrls: readonly string[];
  /** The bearer token, or what fetches it. */
  readonly token?: string | (() => Promise<string>) | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** One request and what became of it, for reports: without the token. */
export type Exchange = {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: string | undefined;
  /** Undefined when there was no answer. */
  readonly answer?: Incoming | undefined;
  /** Why there was none. */
  readonly unreachable?: string | undefined;
  readonly durationMs: number;
};

export type Sending = {
  /** Added to, or put in the place of, what is sent anyway; undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** In the place of the target's; null sends none. */
  readonly token?: string | null;
  /** Goes behind the path, encoded. */
  readonly query?: Readonly<Record<string, string | number>>;
};

/** An answer. `body` is what its JSON object holds, and empty when it is none. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Json;
  /** `POST /Users`, to name the request in a sentence. */
  readonly request: string;
};

/** A SCIM client. A body that is a string is sent as it is, anything else as JSON. Throws Unreachable. */
export type ScimClient = {
  send(method: string, path: string, sending?: Sending & { readonly body?: unknown }): Promise<Answer>;
  get(path: string, sending?: Sending): Promise<Answer>;
  post(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  put(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  patch(path: string, body: unknown, sending?: Sending): Promise<Answer>;
  delete(path: string, sending?: Sending): Promise<Answer>;
  /** The same client with headers of its own, and with more behind each address. */
  as(defaults: Pick<Sending, 'headers' | 'query'>): ScimClient;
};

export type ScimClientOptions = {
  readonly target: Target;
  readonly transport: Transport;
  /** Told of each exchange when it is over. */
  readonly onExchange?: (exchange: Exchange) => void;
};

const MAX_WAITS = 10;
const MAX_WAIT_SECONDS = 60;

/** Makes a client. What is answered 429 is sent again after Retry-After, as identity providers do. */
export function scimClient(options: ScimClientOptions, defaults: Pick<Sending, 'headers' | 'query'> = {}): ScimClient {
  const { target } = options;
  let turn = 0;

  async function send(
    method: string,
    path: string,
    { body, ...sending }: Sending & { body?: unknown } = {},
  ): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const token = sending.token === undefined ? await tokenOf(target) : sending.token;
    const headers = headersOf({ target, token, hasBody: text !== undefined }, [defaults, sending]);
    const query = { ...defaults.query, ...sending.query };
    for (let waits = 0; ; waits += 1) {
      const incoming = await sendOnce((base) => ({
        method,
        url: addressOf(base, path, query),
        headers,
        body: text,
        timeoutMs: target.timeoutMs,
      }));
      const waitMs = 1_000 * Math.min(Number(incoming.headers['retry-after'] ?? 1) || 1, MAX_WAIT_SECONDS);
      if (incoming.status !== 429 || waits === MAX_WAITS)
        return answerOf(incoming, `${method} ${path === '' ? '/' : path}`);
      await sleep(waitMs);
    }
  }

  async function sendOnce(outgoingTo: (base: string) => Outgoing): Promise<Incoming> {
    let last: unknown;
    // Each request goes round by itself: with others beside it, a shared turn would lead it to the same replica again.
    const first = turn++;
    for (let tried = 0; tried < target.baseUrls.length; tried += 1) {
      const base = target.baseUrls[(first + tried) % target.baseUrls.length] ?? '';
      try {
        return await recorded(options, outgoingTo(base));
      } catch (error) {
        if (!(error instanceof Unreachable) || !isBeforeSending(error)) throw error;
        last = error;
      }
    }
    throw last;
  }

  return {
    send,
    get: (path, sending) => send('GET', path, sending),
    post: (path, body, sending) => send('POST', path, { ...sending, body }),
    put: (path, body, sending) => send('PUT', path, { ...sending, body }),
    patch: (path, body, sending) => send('PATCH', path, { ...sending, body }),
    delete: (path, sending) => send('DELETE', path, sending),
    as: (more) =>
      scimClient(options, {
        headers: { ...defaults.headers, ...more.headers },
        query: { ...defaults.query, ...more.query },
      }),
  };
}

async function recorded({ target, transport, onExchange }: ScimClientOptions, outgoing: Outgoing): Promise<Incoming> {
  const began = performance.now();
  const { method, url, headers, body } = outgoing;
  const tell = (what: Pick<Exchange, 'answer' | 'unreachable'>) =>
    onExchange?.({
      method,
      url,
      requestHeaders: masked(headers, target.headers),
      requestBody: body,
      durationMs: performance.now() - began,
      ...what,
    });
  try {
    const answer = await transport(outgoing);
    tell({ answer: { ...answer, headers: masked(answer.headers) } });
    return answer;
  } catch (error) {
    if (error instanceof Unreachable) tell({ unreachable: error.message });
    throw error;
  }
}

/** Only then nothing can have been done yet, and another replica may be asked. */
function isBeforeSending({ cause }: Unreachable): boolean {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : undefined;
  return inner !== undefined && 'code' in inner && inner.code === 'ECONNREFUSED';
}

/** The target's own token. Throws Unreachable when it cannot be fetched. */
async function tokenOf({ token }: Target): Promise<string | undefined> {
  return typeof token === 'function' ? token() : token;
}

function headersOf(
  { target, token, hasBody }: { target: Target; token: string | null | undefined; hasBody: boolean },
  [defaults, sending]: readonly [Sending, Sending],
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    accept: 'application/scim+json',
    ...(hasBody ? { 'content-type': 'application/scim+json; charset=utf-8' } : {}),
    ...(token === undefined || token === null ? {} : { authorization: `Bearer ${token}` }),
    ...target.headers,
    ...defaults.headers,
    ...sending.headers,
  };
  if (!hasBody) delete all['content-type'];
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The base URL may end with a query of its own, as Entra ID's switches do. */
function addressOf(base: string, path: string, query: Readonly<Record<string, string | number>>): string {
  const [address = '', switches] = base.split('?', 2);
  const parts = Object.entries(query).map(([name, value]) =>
    value === '' ? name : `${name}=${encodeURIComponent(value)}`,
  );
  const asked = [...(switches === undefined ? [] : [switches]), ...parts].join('&');
  const whole = `${address.replace(/\/+$/, '')}${path}`;
  return asked === '' ? whole : `${whole}${whole.includes('?') ? '&' : '?'}${asked}`;
}

const SECRET = /authorization|token|secret|key|cookie|session|password/i;
const SCHEME = /^(?:Basic|Bearer|Digest) /i;

/** Reports are handed on: whatever lets somebody in is hidden whole, and so is each header that the target asks for. */
function masked(headers: Readonly<Record<string, string>>, own: Target['headers'] = {}): Record<string, string> {
  const hidden = (value: string): string => `${SCHEME.exec(value)?.[0] ?? ''}***`;
  const isHidden = (name: string): boolean => Object.hasOwn(own, name) || SECRET.test(name);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isHidden(name) ? hidden(value) : value]),
  );
}

function answerOf({ status, headers, body }: Incoming, request: string): Answer {
  return { status, headers, text: body, body: parsedJson(body) ?? {}, request };
}
