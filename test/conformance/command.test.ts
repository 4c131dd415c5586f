import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { conformanceCommand } from '../../conformance/run.ts';
import { nobody, oddServer } from '../support/odd-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-conformance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const terminal = { isLive: false, write: (more: string) => void (text += more) };
  return { code: await conformanceCommand(words, { terminal, version: '1.2.3' }), text };
}

/** The end of a run of all cases: what it said, and how each ended. */
async function verdictOn(url: string, ...words: string[]) {
  const json = join(folder, 'report.json');
  const { code, text } = await run('--url', url, '--token', 'a-token', '--json', json, ...words);
  const report = JSON.parse(readFileSync(json, 'utf8'));
  return { code, text, verdict: report.verdict as string, counts: report.counts as Record<string, number>, report };
}

const json = { 'content-type': 'application/scim+json' };

describe('drawbridge conformance', () => {
  it.each([
    [[], 'Say which server'],
    [['--url', 'example.com/scim', '--token', 'x'], 'is not an address'],
    [['--url', 'ftp://example.com', '--token', 'x'], 'is not an address'],
    [
      ['--url', 'https://example.com', '--token', 'x', '--timeout', '0'],
      '--timeout must be a whole number from 1 to 600',
    ],
    [
      ['--url', 'https://example.com', '--token', 'x', '--persona', 'oktopus'],
      '--persona oktopus is not one of okta, ',
    ],
    [['--url', 'https://example.com', '--token', 'x', '--only', '7644-9'], '--only 7644-9 names no case'],
    [['--url', 'https://example.com', '--token', 'x', '--header', 'nonsense'], 'is not of the form'],
    [['--url', 'https://ada:secret@example.com', '--token', 'x'], '--url holds a name or a password'],
    [['--url', 'https://example.com'], 'Say how to be let in'],
    [
      ['--url', 'https://example.com', '--token-url', 'https://example.com/token'],
      'needs --token-url, --client-id, and',
    ],
    [['--wrong'], 'wrong'],
    [['what'], 'What is meant by what?'],
  ])('refuses %j with a sentence and how to use it', async (words, sentence) => {
    const { code, text } = await run(...words);
    expect(code).toBe(2);
    expect(text).toContain(sentence);
    expect(text).toContain('Usage: drawbridge conformance --url');
  });

  it('lists its cases, by section and by client', async () => {
    const lines = (await run('--list')).text.trim().split('\n');
    expect(lines.length).toBeGreaterThan(150);
    const ids = lines.map((line) => line.split(' ')[0] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const only = (await run('--list', '--only', '7644-3.5.2')).text.trim().split('\n');
    expect(only.length).toBeGreaterThan(5);
    expect(only.every((line) => /^7644-3\.5\.2[.-]/.test(line))).toBe(true);
    const okta = (await run('--list', '--persona', 'okta-aiw')).text.trim().split('\n');
    expect(okta.every((line) => line.startsWith('okta-aiw-'))).toBe(true);
  });

  it('says that nobody listens, and fails every case', async () => {
    const url = await nobody();
    const { code, verdict, counts, text } = await verdictOn(url);
    expect(code).toBe(1);
    expect(verdict).toBe(`${new URL(url).origin} cannot be reached: nobody listens there.`);
    expect(text).toContain(verdict);
    expect(counts).toMatchObject({ passed: 0, skipped: 0, broken: 0 });
  });

  it('says that a server is slow, and does not wait for every case', async () => {
    await using server = await oddServer(() => undefined);
    const { code, verdict, counts } = await verdictOn(server.url, '--timeout', '1');
    expect(code).toBe(1);
    expect(verdict).toMatch(/^http:\/\/127\.0\.0\.1:\d+ did not answer within 1 s\.$/);
    expect(counts).toMatchObject({ passed: 0, skipped: 0, broken: 0 });
    expect(server.heard.length).toBeLessThan(5);
  });

  it('says that a server goes away in the middle', async () => {
    let asked = 0;
    await using server = await oddServer((request, response) => {
      asked += 1;
      if (asked > 10) request.socket.destroy();
      else response.writeHead(404, json).end('{}');
    });
    const { verdict, counts } = await verdictOn(server.url);
    expect(verdict).toMatch(/^The server went away during the run\. .* the connection was cut\.$/);
    expect(counts).toMatchObject({ passed: 0, broken: 0 });
    expect(asked).toBeLessThan(40);
  });

  it('says that HTML is no SCIM, and fails every case', async () => {
    await using server = await oddServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
    );
    const { code, verdict, counts } = await verdictOn(server.url);
    expect(code).toBe(1);
    expect(verdict).toContain('is answered with an HTML page (200): this is a web site, a login page or a proxy');
    expect(counts).toMatchObject({ passed: 0, skipped: 0, broken: 0 });
  });

  it('lets nothing pass on a server that answers 200 {} to everything', async () => {
    await using server = await oddServer((_request, response) => response.writeHead(200, json).end('{}'));
    const { code, verdict, counts, report } = await verdictOn(server.url);
    expect(code).toBe(1);
    expect(verdict).toContain('says yes to everything');
    const passed = report.cases.filter(({ outcome }: { outcome: string }) => outcome !== 'failed');
    expect(passed.map(({ id }: { id: string }) => id)).toEqual([]);
    expect(counts).toMatchObject({ passed: 0, skipped: 0, broken: 0 });
  });

  it('says that there is nothing of SCIM at an address, once and without a full stop too many', async () => {
    await using server = await oddServer((_request, response) =>
      response.writeHead(404, json).end('{"detail":"There is nothing here."}'),
    );
    const { verdict, text, counts } = await verdictOn(server.url, '--only', '7644-3.3');
    expect(verdict).toBe(
      'GET /Users is answered with 404: there are no users at this address. Check the base URL; mostly it ends with /scim/v2 or the like.',
    );
    expect(text).toContain('the answer was 404: There is nothing here.');
    expect(text).not.toContain('..');
    expect(counts).toMatchObject({ passed: 0, broken: 0 });
  });

  it('says that the token does not count, and sends nothing more', async () => {
    await using server = await oddServer((_request, response) => response.writeHead(401, json).end('{}'));
    const { code, verdict } = await verdictOn(server.url);
    expect(code).toBe(1);
    expect(verdict).toContain('does not accept the token (401)');
    expect(server.heard).toHaveLength(2);
  });

  it('fetches its token by client credentials, and says what the token endpoint said', async () => {
    const asked: string[] = [];
    await using server = await oddServer((request, response) => {
      if (request.url?.endsWith('/token')) {
        asked.push(String(request.headers.authorization));
        response.writeHead(200, json).end('{"access_token":"fetched","expires_in":3600}');
      } else response.writeHead(request.headers.authorization === 'Bearer fetched' ? 404 : 401, json).end('{}');
    });
    await using refusing = await oddServer((_request, response) =>
      response.writeHead(401, json).end('{"error":"invalid_client"}'),
    );
    process.env['SCIM_CLIENT_SECRET'] = 'a:secret';
    try {
      const words = ['--url', server.url, '--client-id', 'an id', '--only', '7644-3.3', '--token-url'];
      const { text } = await run(...words, `${server.url}/token`);
      expect(text).not.toContain('does not accept the token');
      expect(asked).toEqual([`Basic ${Buffer.from('an%20id:a%3Asecret').toString('base64')}`]);
      expect((await run(...words, refusing.url)).text).toContain('gave no token: it answered 401, invalid_client.');
    } finally {
      delete process.env['SCIM_CLIENT_SECRET'];
    }
  });

  it('follows no redirect with the token', async () => {
    await using other = await oddServer((_request, response) => response.end('{}'));
    await using server = await oddServer((_request, response) =>
      response.writeHead(308, { location: other.url }).end(),
    );
    const { verdict } = await verdictOn(server.url, '--only', '7644-3.3');
    expect(verdict).toContain(`is answered with a redirect (308) to ${other.url}`);
    expect(other.heard).toEqual([]);
  });

  it('writes the three reports, without the token', async () => {
    await using server = await oddServer((_request, response) => response.writeHead(404, json).end('{}'));
    const files = ['html', 'junit', 'json'].map((kind) => join(folder, `written.${kind}`));
    const { text } = await run(
      '--url',
      server.url,
      '--token',
      'the-secret-token',
      '--only',
      '7644-3.3',
      '--html',
      files[0] ?? '',
      '--junit',
      files[1] ?? '',
      '--json',
      files[2] ?? '',
    );
    for (const file of files) {
      expect(text).toContain(`Written: ${file}`);
      const written = readFileSync(file, 'utf8');
      expect(written).toContain('7644-3.3-');
      expect(written).not.toContain('the-secret-token');
    }
  });
});
