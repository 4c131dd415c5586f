import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { simulateCommand } from '../../conformance/simulate-command.ts';
import { type MemoryScim, type Mishap, memoryScim } from '../support/memory-scim.ts';
import { nobody } from '../support/odd-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The server in memory, on a port of its own. */
async function listening(mishapOf?: (request: string) => Mishap): Promise<{ scim: MemoryScim; url: string }> {
  const scim = memoryScim(mishapOf);
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const { method = '', url = '', headers } = request;
      expect(headers.authorization).toBe('Bearer secret');
      const outgoing = { method, url: `http://scim.example${url}`, headers: {}, timeoutMs: 0 };
      const answer = await scim.transport({ ...outgoing, ...(body === '' ? {} : { body }) });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { scim, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function run(words: string, { isLive = false, signal }: { isLive?: boolean; signal?: AbortSignal } = {}) {
  let text = '';
  const terminal = { isLive, write: (more: string) => void (text += more) };
  const code = await simulateCommand(words.split(' ').filter(Boolean), {
    terminal,
    ...(signal === undefined ? {} : { signal }),
  });
  return { code, text: stripVTControlCharacters(text), raw: text };
}

const SMALL = '--token secret --people 20 --changes 10';

describe('drawbridge simulate', () => {
  it('provisions, changes, audits, tells of each, and says that the people stay', async () => {
    const { scim, url } = await listening();
    const { code, text } = await run(`ping --url ${url} ${SMALL} --groups 0`);
    expect([code, text]).toEqual([0, expect.any(String)]);
    expect(text).toMatch(/^PingOne.* provisions 20 people into http:/);
    for (const phase of ['test of the connection', 'first sync', 'changes', 'audit']) expect(text).toContain(phase);
    expect(text.match(/^first sync /gm)).toHaveLength(11);
    expect(text).toMatch(/ping, seed 1\n {2}people: \d+ assigned, /);
    expect(text).toMatch(/\d+ requests in [\d.]+ s: \d+ × 2xx/);
    expect(text).toMatch(/slowest: [\d.]+ s for [A-Z]+ http/);
    expect(text).toMatch(/✓ The audit read back \d+ people \(\d+ inactive\): all are as the books say\./);
    expect(text).toMatch(/stay on the server, .* --clean /);
    expect(scim.users.size).toBeGreaterThanOrEqual(20);
  });

  it('removes what it has made with --clean', async () => {
    const { scim, url } = await listening();
    const { code, text } = await run(`ping --url ${url} ${SMALL} --groups 0 --clean`);
    expect([code, scim.users.size]).toEqual([0, 0]);
    expect(text).toContain('All that the run has made is removed again.');
  });

  it('writes over its line for somebody who looks on', async () => {
    const { url } = await listening();
    const { raw } = await run(`ping --url ${url} ${SMALL} --groups 0`, { isLive: true });
    expect(raw).toContain('\r\u001b[2Kfirst sync             5/20');
    expect(raw).toMatch(/first sync {13}20\/20\n/);
  });

  it('goes past a replica that is down', async () => {
    const { url } = await listening();
    const { code } = await run(`ping --url ${await nobody()} --url ${url} ${SMALL} --groups 0`);
    expect(code).toBe(0);
  });

  it('exits with 1 and says why when the server refuses, and when it does not answer', async () => {
    const { url } = await listening((request) => (request.startsWith('POST') ? 400 : undefined));
    const refused = await run(`ping --url ${url} ${SMALL} --groups 0`);
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(/✗ What went wrong:\n {4}\S+@example\.com: POST \/Users/);
    const away = await nobody();
    const unheard = await run(`ping --url ${away} ${SMALL}`);
    expect(unheard.code).toBe(1);
    expect(unheard.text).toContain(`${new URL(away).origin} cannot be reached: nobody listens there.`);
    expect(unheard.text).toContain('✗ There was no audit.');
  });

  it('stops when it is told to, and audits all the same', async () => {
    const stop = new AbortController();
    const { url } = await listening((request) => {
      if (request.startsWith('PUT')) stop.abort();
      return undefined;
    });
    const { code, text } = await run(`ping --url ${url} --token secret --people 20 --changes 500 --groups 0`, {
      signal: stop.signal,
    });
    expect(code).toBe(0);
    expect(text).toContain('Stopping after the operations under way …');
    expect(text).toMatch(/stopped before its end\n {2}\d{3} operations were not done/);
    expect(text).toContain('✓ The audit read back');
  });

  it.each([
    ['', 'Say which identity provider to simulate.'],
    ['acme --url http://localhost', 'acme is not an identity provider that we know. There are '],
    ['ping --token x', 'Say which server: --url'],
    ['ping --token x --url localhost', '--url localhost is not an address'],
    ['ping --token x --url http://localhost --people 0', '--people must be a whole number from 1 to '],
    ['ping --token x --url http://localhost --speed fast', '--speed must be a whole number from 1 to '],
    ['ping --token x --url http://localhost --fast', '--fast'],
    ['ping google --token x --url http://localhost', 'What is meant by google?'],
  ])('"%s" is not understood: it says what to write', async (words, said) => {
    const { code, text } = await run(words);
    expect([code, text]).toEqual([2, expect.stringContaining(said)]);
    expect(text).toContain('Usage: drawbridge simulate NAME --url URL');
  });

  it('--help says how', async () => {
    const { code, text } = await run('--help');
    expect([code, text]).toEqual([0, expect.stringMatching(/^Usage: drawbridge simulate NAME/)]);
  });
});
