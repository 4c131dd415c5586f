import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OutboundFault } from '../../../src/platform/outbound-fault.ts';
import { outboundHttp } from '../../../src/platform/outbound-http.ts';
import { selfSigned } from './self-signed.ts';

const LOOPBACK = { allowedPrivateNetworks: ['127.0.0.0/8'] };
/** Where names lead to by the resolvers below, without anybody being called there. */
const ELSEWHERE = { allowedPrivateNetworks: ['10.0.0.0/8'] };

const opened: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Listens on a loopback address until the test ends, and gives the port. */
async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, host);
  await once(server, 'listening');
  opened.push({ server, sockets });
  return (server.address() as AddressInfo).port;
}

async function serving(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}`;
}

async function faultOf(work: Promise<unknown>): Promise<OutboundFault> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OutboundFault) return error;
    throw error;
  }
  return expect.fail('the call brought an answer');
}

const reasonOf = async (work: Promise<unknown>): Promise<string> => (await faultOf(work)).reason;

describe('a server in an allowed private network', () => {
  test('is asked for JSON, and nothing else is said to it', async () => {
    const asked: IncomingMessage[] = [];
    const url = await serving((request, response) => {
      asked.push(request);
      response.end('{"keys":["Ada é"]}');
    });
    expect(await outboundHttp(LOOPBACK).getJson(`${url}/jwks?a=b#c`)).toEqual({ keys: ['Ada é'] });
    const [request] = asked;
    expect(request).toMatchObject({ method: 'GET', url: '/jwks?a=b' });
    expect(request?.headers).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      connection: 'close',
      host: url.slice('http://'.length),
      'user-agent': 'Drawbridge',
    });
  });

  test('is asked anew by each call, on a connection of its own', async () => {
    const ports = new Set<number | undefined>();
    const url = await serving((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('[]');
    });
    const outbound = outboundHttp(LOOPBACK);
    await outbound.getJson(url);
    await outbound.getJson(url);
    expect(ports.size).toBe(2);
  });

  test('may be named', async () => {
    const url = await serving((_, response) => void response.end('1'));
    const port = Number(new URL(url).port);
    expect(await outboundHttp(LOOPBACK).getJson(`http://localhost:${port}/`)).toBe(1);
  });

  test('by IPv6, by its own network alone', async () => {
    const port = await listening(
      createServer((_, response) => void response.end('1')),
      '::1',
    );
    const url = `http://[::1]:${port}/`;
    expect(await outboundHttp({ allowedPrivateNetworks: ['::1/128'] }).getJson(url)).toBe(1);
    expect(await reasonOf(outboundHttp(LOOPBACK).getJson(url))).toBe('address_refused');
  });

  test('is refused when its network is not allowed', async () => {
    let asked = 0;
    const url = await serving((_, response) => void response.end(`${(asked += 1)}`));
    for (const allowedPrivateNetworks of [[], ['10.0.0.0/8'], ['127.0.0.2/32'], ['::1/128']]) {
      expect(await reasonOf(outboundHttp({ allowedPrivateNetworks }).getJson(url))).toBe('address_refused');
    }
    expect(asked).toBe(0);
  });

  test('networks that are none stop the start', () => {
    expect(() => outboundHttp({ allowedPrivateNetworks: ['localhost'] })).toThrow('localhost is not a network');
  });
});

describe('https', () => {
  const trusted = selfSigned('issuer.example.com');
  const untrusted = selfSigned('issuer.example.com');
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const outbound = outboundHttp({ ...LOOPBACK, resolve });

  const serves = ({ key, cert }: { key: string; cert: string }): Promise<number> =>
    listening(createTlsServer({ key, cert }, (_, response) => void response.end('{"is":"safe"}')));

  beforeAll(() => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, trusted.cert]);
    return () => setDefaultCACertificates(before);
  });

  test('with a trusted certificate for its name brings an answer', async () => {
    const port = await serves(trusted);
    expect(await outbound.getJson(`https://issuer.example.com:${port}/`)).toEqual({ is: 'safe' });
  });

  test.each([
    { why: 'nobody trusts', pair: untrusted, host: 'issuer.example.com', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { why: 'is for another name', pair: trusted, host: 'other.example.com', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  ])('with a certificate that $why is not reached', async ({ pair, host, code }) => {
    const fault = await faultOf(outbound.getJson(`https://${host}:${await serves(pair)}/`));
    expect(fault).toMatchObject({ reason: 'unreachable', message: expect.stringContaining(code) });
  });

  test('is not spoken where the connection leads elsewhere', async () => {
    const port = await serves(trusted);
    const moves = outboundHttp({ ...ELSEWHERE, resolve: leadingTo('10.1.1.1', '127.0.0.1') });
    expect(await reasonOf(moves.getJson(`https://issuer.example.com:${port}/`))).toBe('address_refused');
  });
});

/** An answer that leads to one address when it is checked and to another when it is connected to. */
function leadingTo(checked: string, connected: string) {
  return async () => {
    let reads = 0;
    const entry = {
      family: 4,
      get address() {
        reads += 1;
        return reads === 1 ? checked : connected;
      },
    };
    return [entry];
  };
}

describe('names that lead inside', () => {
  const PRIVATE = ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'];

  test.each(PRIVATE)('to %s are refused, and where they lead to is not told', async (address) => {
    const family = address.includes(':') ? 6 : 4;
    const outbound = outboundHttp({ allowedPrivateNetworks: [], resolve: async () => [{ address, family }] });
    const fault = await faultOf(outbound.getJson('https://issuer.example.com/jwks'));
    expect(fault.reason).toBe('address_refused');
    expect(fault.message).toContain('issuer.example.com does not lead to a public address');
    expect(fault.message).not.toContain(address);
  });

  test('are refused at the second call, when they led elsewhere at the first', async () => {
    let asked = 0;
    const url = await serving((_, response) => void response.end(`${(asked += 1)}`));
    const answers = [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    const outbound = outboundHttp({ ...LOOPBACK, resolve: async () => answers.splice(0, 1) });
    const named = `http://issuer.example.com:${new URL(url).port}/`;
    expect(await outbound.getJson(named)).toBe(1);
    expect(await reasonOf(outbound.getJson(named))).toBe('address_refused');
    expect(asked).toBe(1);
  });

  test('between the check and the connection are told nothing', async () => {
    const received: Buffer[] = [];
    const closed = Promise.withResolvers<void>();
    const port = await listening(
      createTcpServer((socket) => {
        socket.on('data', (chunk) => received.push(chunk));
        socket.on('error', () => {});
        socket.on('close', () => closed.resolve());
      }),
    );
    const outbound = outboundHttp({ ...ELSEWHERE, resolve: leadingTo('10.1.1.1', '127.0.0.1') });
    const fault = await faultOf(outbound.getJson(`http://issuer.example.com:${port}/secret`));
    expect(fault.reason).toBe('address_refused');
    await closed.promise;
    expect(received).toEqual([]);
  });

  test('and outside as well are called outside alone', async () => {
    const url = await serving((_, response) => void response.end('1'));
    const resolve = async () => [
      { address: '::1', family: 6 },
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const outbound = outboundHttp({ ...LOOPBACK, resolve });
    expect(await outbound.getJson(`http://issuer.example.com:${new URL(url).port}/`)).toBe(1);
  });

  test('are refused by http and on other ports even where they are public', async () => {
    const resolve = async () => [{ address: '93.184.216.34', family: 4 }];
    const outbound = outboundHttp({ ...LOOPBACK, resolve });
    for (const url of [
      'http://issuer.example.com/',
      'https://issuer.example.com:22/',
      'http://issuer.example.com:443/',
    ]) {
      expect(await reasonOf(outbound.getJson(url))).toBe('address_refused');
    }
  });
});

describe('names that lead nowhere', () => {
  test.each([
    [
      'an error',
      () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })),
      '(ENOTFOUND)',
    ],
    ['an empty list', () => Promise.resolve([]), 'has no address'],
  ])('by %s', async (_, resolve, words) => {
    const fault = await faultOf(
      outboundHttp({ ...LOOPBACK, resolve }).getJson('https://issuer.example.com/jwks?key=1'),
    );
    expect(fault).toMatchObject({ reason: 'unreachable', message: expect.stringContaining(words) });
    expect(fault.message).toContain('https://issuer.example.com/jwks ');
  });

  test('by silence are given up in time', async () => {
    const outbound = outboundHttp({ ...LOOPBACK, resolve: () => new Promise(() => {}) });
    expect(await reasonOf(outbound.getJson('https://issuer.example.com/', { timeoutMs: 50 }))).toBe('timeout');
  });
});

describe('a server that', () => {
  const get = (url: string, options?: { maxBytes?: number; timeoutMs?: number }): Promise<unknown> =>
    outboundHttp(LOOPBACK).getJson(url, options);

  test('does not listen is unreachable', async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const fault = await faultOf(get(`http://127.0.0.1:${port}/`));
    expect(fault).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('(ECONNREFUSED)') });
  });

  test.each([301, 302, 303, 307, 308, 304])('answers %i is not followed', async (status) => {
    const asked: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      asked.push(request.url);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect(await reasonOf(get(`${url}/here`))).toBe('redirected');
    expect(asked).toEqual(['/here']);
  });

  test.each([400, 401, 404, 429, 500, 503])('answers %i says nothing else', async (status) => {
    const url = await serving((_, response) => void response.writeHead(status).end('{"secret":"hunter2"}'));
    const fault = await faultOf(get(url));
    expect(fault).toMatchObject({ reason: 'status', message: expect.stringContaining(`status ${status}`) });
    expect(fault.message).not.toContain('hunter2');
  });

  test.each([
    ['HTML', '<!doctype html><p>hunter2'],
    ['nothing', ''],
    ['half of it', '{"hunter2":'],
    ['other bytes than UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['gzip', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
  ])('answers %s has no JSON', async (_, body) => {
    const url = await serving((_request, response) => void response.end(body));
    const fault = await faultOf(get(url));
    expect(fault.reason).toBe('not_json');
    expect(fault.message).not.toContain('hunter2');
  });

  test('answers what the cap lets through, and not a byte more', async () => {
    const url = await serving(
      ({ url: path }, response) => void response.end(`"${'a'.repeat(Number(path?.slice(1)))}"`),
    );
    expect(await get(`${url}/98`, { maxBytes: 100 })).toBe('a'.repeat(98));
    expect(await reasonOf(get(`${url}/99`, { maxBytes: 100 }))).toBe('too_large');
    expect(await get(`${url}/999998`)).toHaveLength(999_998);
    expect(await reasonOf(get(`${url}/999999`))).toBe('too_large');
  });

  test('announces too much is not listened to', async () => {
    const url = await serving(
      (_, response) => void response.writeHead(200, { 'content-length': '1000001' }).write('['),
    );
    expect(await reasonOf(get(url))).toBe('too_large');
  });

  test('never ends is cut off at the cap', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await serving((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, ' ')));
      };
      response.on('drain', more).on('close', () => closed.resolve());
      more();
    });
    expect(await reasonOf(get(url))).toBe('too_large');
    await closed.promise;
  });

  test('never answers is given up, and its connection closed', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await serving((request) => void request.socket.on('close', () => closed.resolve()));
    expect(await reasonOf(get(url, { timeoutMs: 50 }))).toBe('timeout');
    await closed.promise;
  });

  test('drips is given up all the same', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await serving((_, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => {
        clearInterval(drip);
        closed.resolve();
      });
    });
    expect(await reasonOf(get(url, { timeoutMs: 100 }))).toBe('timeout');
    await closed.promise;
  });

  test('hangs up in the middle is unreachable', async () => {
    const url = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy());
    });
    expect(await reasonOf(get(url))).toBe('unreachable');
  });

  test('switches to another protocol (101) is given up at once, and its connection closed', async () => {
    const closed = Promise.withResolvers<void>();
    const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const port = await listening(
      createTcpServer((socket) => {
        socket.on('close', () => closed.resolve()).on('error', () => {});
        socket.once('data', () => socket.write(switching));
      }),
    );
    const fault = await faultOf(get(`http://127.0.0.1:${port}/`));
    expect(fault).toMatchObject({ reason: 'status', message: expect.stringContaining('status 101') });
    await closed.promise;
  });

  test('speaks no HTTP is unreachable', async () => {
    const port = await listening(createTcpServer((socket) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    expect(await reasonOf(get(`http://127.0.0.1:${port}/`))).toBe('unreachable');
  });
});
