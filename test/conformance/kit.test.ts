import { describe, expect, it } from 'vitest';
import { type Case, isSelected } from '../../conformance/kit/case.ts';
import { Skipped } from '../../conformance/kit/failed.ts';
import { runCases } from '../../conformance/kit/run-cases.ts';
import type { Outgoing, Transport } from '../../conformance/kit/transport.ts';
import { selectCases } from '../../conformance/select-cases.ts';

const caseOf = (id: string, run: Case['run'], more: Partial<Case> = {}): Case => ({
  id,
  title: 'a title',
  source: 'RFC 7644 §3.3',
  law: 'A law.',
  fix: 'A fix.',
  run,
  ...more,
});

/** A server that creates whatever it is sent, knows nobody else, and deletes. */
function memory(config: object = {}): { transport: Transport; sent: Outgoing[] } {
  const sent: Outgoing[] = [];
  let made = 0;
  const transport: Transport = async (outgoing) => {
    sent.push(outgoing);
    const { method, url } = outgoing;
    if (url.endsWith('/ServiceProviderConfig')) return answer(200, config);
    if (url.endsWith('/Users?count=1')) return answer(200, { totalResults: 0 });
    if (method === 'POST') return answer(201, { id: `id ${(made += 1)}` });
    return method === 'DELETE' ? answer(204) : answer(404, {});
  };
  return { transport, sent };
}

function answer(status: number, body?: object) {
  return {
    status,
    headers: { 'content-type': 'application/scim+json' },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

const target = { baseUrls: ['https://a.example/scim'], token: 'a-token', timeoutMs: 1_000 };
const URN = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';

describe('a run', () => {
  it('clears away what a case has made, in the other order, whatever became of the case', async () => {
    const { transport, sent } = memory();
    const made: Case['run'] = async ({ createUser, createGroup, created, scim, userBody }) => {
      await createUser();
      await createGroup();
      created(await scim.post('/Users', userBody()));
      throw new Error('and then it breaks');
    };
    const { results } = await runCases({ target, transport, version: '1', cases: [caseOf('7644-3.3-a', made)] });
    expect(results[0]?.outcome).toBe('broken');
    expect(results[0]?.reason).toContain('and then it breaks');
    const deleted = sent
      .filter(({ method }) => method === 'DELETE')
      .map(({ url }) => url.slice(target.baseUrls[0]?.length));
    expect(deleted).toEqual(['/Users/id%203', '/Groups/id%202', '/Users/id%201']);
    expect(results[0]?.exchanges.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
  });

  it('tells passed, failed, skipped and broken apart, and goes on', async () => {
    const { transport } = memory();
    const cases = [
      caseOf('a', async ({ createUser }) => void (await createUser())),
      caseOf('b', async ({ scim, created }) => void created(await scim.get('/Users'))),
      caseOf('c', async ({ skip }) => skip('There is no such thing here.')),
      caseOf('d', async () => {
        throw new Skipped('Nor this.');
      }),
      caseOf('e', async () => void (undefined as unknown as { a: string }).a),
    ];
    const seen: string[] = [];
    const onResult = ({ case: { id }, outcome }: { case: { id: string }; outcome: string }) =>
      void seen.push(`${id} ${outcome}`);
    const { results, verdict } = await runCases({ target, transport, version: '1', cases, onResult });
    expect(seen).toEqual(['a passed', 'b failed', 'c skipped', 'd skipped', 'e broken']);
    expect(results.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'skipped', 'skipped', 'broken']);
    expect(verdict).toBeUndefined();
  });

  it('skips what a server says that it lacks, and holds one that says nothing to everything', async () => {
    const cases = [caseOf('a', async ({ createUser }) => void (await createUser()), { needs: ['bulk', 'etag'] })];
    const run = async (config: object) => {
      const { transport } = memory(config);
      const { results, features } = await runCases({ target, transport, version: '1', cases });
      return { outcome: results[0]?.outcome, reason: results[0]?.reason, features };
    };
    const on = { supported: true };
    expect(await run({})).toMatchObject({ outcome: 'passed', features: [] });
    expect(await run({ schemas: [URN], bulk: on, etag: on })).toMatchObject({
      outcome: 'passed',
      features: ['bulk', 'etag'],
    });
    expect(await run({ schemas: [URN], bulk: { supported: false }, etag: on })).toMatchObject({
      outcome: 'skipped',
      reason: 'The server says that it does not support bulk.',
    });
    expect(await run({ schemas: [URN], etag: { supported: 'true' } })).toMatchObject({
      outcome: 'skipped',
      reason: 'The server says that it does not support bulk and etag.',
    });
  });
});

describe('what is chosen', () => {
  it('takes ids by their beginnings, up to a dot or a hyphen', () => {
    const id = '7644-3.5.2.1-add-appends';
    for (const prefix of ['7644', '7644-3', '7644-3.5', '7644-3.5.2', '7644-3.5.2.1', '7644-3.5.2.1-add', id])
      expect(isSelected(id, [prefix])).toBe(true);
    for (const prefix of ['764', '7644-3.', '7644-3.5.2.1-ad', '7643', '7644-3.5.2.1-add-appends-more', ''])
      expect(isSelected(id, [prefix])).toBe(false);
    expect(isSelected('7644-3.10-names', ['7644-3.1'])).toBe(false);
    expect(isSelected(id, [])).toBe(true);
    expect(isSelected(id, ['7643', '7644-3'])).toBe(true);
  });

  it('gives every case an id of its own, a section or a client, a law and a fix', () => {
    const cases = selectCases({});
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    for (const { id, title, source, law, fix, client } of cases) {
      expect(id).toMatch(client === undefined ? /^(7643|7644|9865)-\d[\d.]*-[a-z0-9-]+$/ : /^[a-z]+-[a-z0-9-]+$/);
      expect(title).not.toMatch(/\.$/);
      for (const words of [title, source, law, fix]) expect(words.trim().length, id).toBeGreaterThan(5);
      for (const words of [law, fix]) expect(words, id).toMatch(/[.?”"]$/);
    }
  });

  it('goes in the order of sections', () => {
    const rfc = selectCases({})
      .map(({ id }) => id)
      .filter((id) => /^\d/.test(id));
    expect(rfc.indexOf('7644-3.9-attributes-get')).toBeLessThan(rfc.indexOf('7644-3.10-attributes'));
    expect(rfc[0]).toMatch(/^7643-2\.1/);
    expect(rfc.at(-1)).toMatch(/^9865-4/);
  });

  it('takes one variant of a client, or all of them', () => {
    const clientsOf = (name: string) => new Set(selectCases({ persona: [name] }).map(({ client }) => client));
    expect(clientsOf('okta').size).toBe(2);
    expect(clientsOf('okta-aiw')).toEqual(new Set(['Okta, app of the Integration Wizard (PUT)']));
    expect(clientsOf('entra').size).toBe(2);
    expect(clientsOf('entra-flag')).toEqual(new Set(['Microsoft Entra ID with aadOptscim062020']));
  });
});
