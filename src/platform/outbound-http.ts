import type { LookupAddress } from 'node:dns';
import { lookup as resolveName } from 'node:dns/promises';
import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { OutboundFault } from './outbound-fault.ts';
import { faultOfAddress, networksOf, type Target, targetOf } from './outbound-url.ts';

/** The only way in which the service calls others. */
export type OutboundHttp = {
  /**
   * GETs JSON. `maxBytes` (1,000,000) caps the body, `timeoutMs` (5,000) the whole call from the name to the last
   * byte. Redirects are not followed. Throws OutboundFault.
   */
  getJson(url: string, options?: { readonly maxBytes?: number; readonly timeoutMs?: number }): Promise<unknown>;
};

type Resolve = (hostname: string) => Promise<LookupAddress[]>;

type Options = {
  /** In CIDR notation: what is otherwise refused may be called there, by http and on any port too. */
  readonly allowedPrivateNetworks: readonly string[];
  /** How a name becomes addresses; the system's way without it. */
  readonly resolve?: Resolve;
};

type Call = Target & { readonly resolve: Resolve; readonly signal: AbortSignal };

/** Calls that cannot be led into our own network: every address is checked before and after it is connected to. */
export function outboundHttp({ allowedPrivateNetworks, resolve = systemResolve }: Options): OutboundHttp {
  const networks = networksOf(allowedPrivateNetworks);
  return {
    async getJson(url, { maxBytes = 1_000_000, timeoutMs = 5_000 } = {}) {
      const target = targetOf(url, networks);
      const call = { ...target, resolve, signal: AbortSignal.timeout(timeoutMs) };
      return jsonOf(await bodyOf(call, maxBytes), nameOf(target));
    },
  };
}

function systemResolve(hostname: string): Promise<LookupAddress[]> {
  return resolveName(hostname, { all: true });
}

async function bodyOf(call: Call, maxBytes: number): Promise<Buffer> {
  const request = begin(call);
  try {
    // A request that the other side has ended says nothing more, not even that its time is over.
    const [response] = (await once(request, 'response', { signal: call.signal })) as [IncomingMessage];
    assertStatus(response.statusCode ?? 0, nameOf(call));
    return await collected(response, maxBytes, nameOf(call));
  } catch (error) {
    throw faultOf(error, call);
  } finally {
    request.destroy();
  }
}

/** A connection of its own for each call, so that none is reused that was checked for another target. */
function begin(call: Call): ClientRequest {
  const begun = call.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'Drawbridge' };
  const request = begun(call.url, { agent: false, headers, lookup: lookupFor(call), signal: call.signal });
  // Literal addresses are never looked up, and an answer may change after it was checked.
  request.once('socket', (socket) => whenConnected(socket, () => assertConnected(socket, call, request)));
  // Who switches protocols (101) has not answered what was asked.
  request.once('upgrade', (response, socket) => {
    socket.destroy();
    request.emit('response', response);
  });
  // What goes wrong after the answer has begun is told by the answer.
  request.on('error', () => {});
  request.end();
  return request;
}

function whenConnected(socket: Socket, check: () => void): void {
  if (socket.connecting) socket.once('connect', check);
  else check();
}

function assertConnected(socket: Socket, target: Target, request: ClientRequest): void {
  const fault = faultOfAddress(socket.remoteAddress ?? '', target);
  if (fault !== undefined) request.destroy(fault);
}

/** Names lead only to those of their addresses that may be called. */
function lookupFor(call: Call): LookupFunction {
  return (hostname, { all }, callback) => {
    void callableAddresses(hostname, call).then(
      ([first, ...others]) => (all ? callback(null, [first, ...others]) : callback(null, first.address, first.family)),
      (error: Error) => callback(error, ''),
    );
  };
}

async function callableAddresses(hostname: string, call: Call): Promise<[LookupAddress, ...LookupAddress[]]> {
  const addresses = await call.resolve(hostname);
  const judged = addresses.map((entry) => ({ entry, fault: faultOfAddress(entry.address, call) }));
  const [first, ...others] = judged.filter(({ fault }) => fault === undefined).map(({ entry }) => entry);
  if (first !== undefined) return [first, ...others];
  throw judged[0]?.fault ?? new OutboundFault('unreachable', `${nameOf(call)} has no address.`);
}

function assertStatus(status: number, name: string): void {
  if (status >= 200 && status <= 299) return;
  if (status >= 300 && status <= 399) {
    const message = `${name} answered with a redirect (${status}), which is not followed. Give the address that it leads to.`;
    throw new OutboundFault('redirected', message);
  }
  throw new OutboundFault('status', `${name} answered with status ${status}.`);
}

async function collected(response: IncomingMessage, maxBytes: number, name: string): Promise<Buffer> {
  const tooLarge = new OutboundFault('too_large', `${name} answered with more than ${maxBytes} bytes.`);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(body: Buffer, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new OutboundFault('not_json', `${name} did not answer with JSON.`);
  }
}

function faultOf(error: unknown, call: Call): OutboundFault {
  if (error instanceof OutboundFault) return error;
  if (call.signal.aborted) return new OutboundFault('timeout', `${nameOf(call)} did not answer in time.`);
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new OutboundFault('unreachable', `${nameOf(call)} could not be reached${code}.`);
}

/** How messages call a target: without its query, which may hold secrets. */
function nameOf({ url }: Target): string {
  return `${url.origin}${url.pathname}`;
}
