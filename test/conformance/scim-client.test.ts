import { describe, expect, it } from 'vitest';
import { Unreachable } from '../../conformance/kit/failed.ts';
import { type Exchange, scimClient } from '../../conformance/kit/scim-client.ts';
import { type Outgoing, overHttp, type Transport } from '../../conformance/kit/transport.ts';
import { nobody, oddServer } from '../support/odd-server.ts';

const TOKEN = 'a-token-that-nobody-may-read';

function recording(
  baseUrls: readonly string[],
  answers: readonly { status: number; headers?: Record<string, string> }[] = [],
) {
  const sent: Outgoing[] = [];
  const exchanges: Exchange[] = [];
  const transport: Transport = async (outgoing) => {
    const { status = 200, headers = {} } = answers[sent.length] ?? {};
    sent.push(outgoing);
    return { status, headers, body: '{"id":"1"}' };
  };
  const target = { baseUrls, token: TOKEN, timeoutMs: 1_000 };
  const scim = scimClient({ target, transport, onExchange: (exchange) => exchanges.push(exchange) });
  return { scim, sent, exchanges };
}

describe('the kit’s SCIM client', () => {
  it('puts paths and queries together, also behind a base URL that ends with a switch', async () => {
    const { scim, sent } = recording(['https://a.example/scim/v2/?aadOptscim062020']);
    await scim.get('/Users', { query: { filter: 'userName eq "a+b&c"', count: 2 } });
    await scim.get('/Users/1');
    await scim.as({ query: { AzureAdScimPatch2017: '' } }).get('/Groups?count=0');
    expect(sent.map(({ url }) => url)).toEqual([
      'https://a.example/scim/v2/Users?aadOptscim062020&filter=userName%20eq%20%22a%2Bb%26c%22&count=2',
      'https://a.example/scim/v2/Users/1?aadOptscim062020',
      'https://a.example/scim/v2/Groups?count=0&aadOptscim062020&AzureAdScimPatch2017',
    ]);
  });

  it('sends JSON as scim+json, texts as they are, and headers as a client wants them', async () => {
    const { scim, sent } = recording(['https://a.example']);
    await scim.post('/Users', { userName: 'ada' });
    await scim.post('/Users', '{broken', { headers: { 'content-type': 'application/json', accept: undefined } });
    await scim.as({ headers: { 'user-agent': '' } }).get('/Users', { token: null });
    await scim.get('/Users', { token: 'another' });
    expect(sent.map(({ body }) => body)).toEqual(['{"userName":"ada"}', '{broken', undefined, undefined]);
    expect(sent.map(({ headers }) => headers)).toEqual([
      {
        accept: 'application/scim+json',
        'content-type': 'application/scim+json; charset=utf-8',
        authorization: `Bearer ${TOKEN}`,
      },
      { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      { accept: 'application/scim+json', 'user-agent': '' },
      { accept: 'application/scim+json', authorization: 'Bearer another' },
    ]);
  });

  it('never shows credentials in what it has recorded', async () => {
    const exchanges: Exchange[] = [];
    const transport: Transport = async () => ({
      status: 200,
      headers: { 'set-cookie': `a=${TOKEN}; b=1`, etag: 'W/"1"' },
      body: '{}',
    });
    const target = { baseUrls: ['https://a.example'], token: TOKEN, headers: { 'x-own': TOKEN }, timeoutMs: 1_000 };
    const scim = scimClient({ target, transport, onExchange: (exchange) => exchanges.push(exchange) });
    await scim.get('/Users');
    for (const authorization of [TOKEN, `${TOKEN} more`, `Digest user="${TOKEN}", response="x"`, `Basic ${TOKEN}`])
      await scim.get('/Users', { headers: { authorization } });
    await scim.get('/Users', {
      headers: { 'x-api-key': `${TOKEN} x`, cookie: `a=${TOKEN}; b=2`, accept: 'text/plain' },
    });
    expect(JSON.stringify(exchanges)).not.toContain(TOKEN);
    const shown = exchanges.map(({ requestHeaders }) => requestHeaders['authorization']);
    expect(shown).toEqual(['Bearer ***', '***', '***', 'Digest ***', 'Basic ***', 'Bearer ***']);
    expect(exchanges.at(-1)?.requestHeaders['accept']).toBe('text/plain');
    expect(exchanges[0]?.answer?.headers).toEqual({ 'set-cookie': '***', etag: 'W/"1"' });
  });

  it('waits as 429 says and sends again, and gives up after ten times', async () => {
    const { scim, sent } = recording(['https://a.example'], [{ status: 429, headers: { 'retry-after': '0.01' } }]);
    expect((await scim.post('/Users', {})).status).toBe(200);
    expect(sent).toHaveLength(2);
    const never = recording(['https://a.example'], Array(20).fill({ status: 429, headers: { 'retry-after': '0.01' } }));
    expect((await never.scim.get('/Users')).status).toBe(429);
    expect(never.sent).toHaveLength(11);
  });

  it('takes replicas in turn, and goes past one where nobody listens', async () => {
    const { scim, sent } = recording(['https://a.example', 'https://b.example']);
    for (const path of ['/1', '/2', '/3']) await scim.get(path);
    expect(sent.map(({ url }) => url)).toEqual(['https://a.example/1', 'https://b.example/2', 'https://a.example/3']);

    await using server = await oddServer((_request, response) => response.end('{}'));
    const target = { baseUrls: [await nobody(), server.url], token: TOKEN, timeoutMs: 2_000 };
    const client = scimClient({ target, transport: overHttp });
    for (const _ of [1, 2, 3]) expect((await client.get('/Users')).status).toBe(200);
    expect(server.heard).toHaveLength(3);
    const together = await Promise.all(Array.from({ length: 20 }, () => client.get('/Users')));
    expect(together.map(({ status }) => status)).toEqual(together.map(() => 200));
  });

  it('does not send a request twice that may have been done', async () => {
    await using server = await oddServer((request) => request.socket.destroy());
    await using other = await oddServer((_request, response) => response.end('{}'));
    const target = { baseUrls: [server.url, other.url], token: TOKEN, timeoutMs: 2_000 };
    const client = scimClient({ target, transport: overHttp });
    await expect(client.post('/Users', {})).rejects.toThrow(Unreachable);
    expect(other.heard).toEqual([]);
  });
});
