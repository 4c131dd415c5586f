import { beforeAll, describe, expect, it } from 'vitest';
import { countsOf, type Outcome, type Report } from '../../conformance/kit/result.ts';
import { runCases } from '../../conformance/kit/run-cases.ts';
import type { Transport } from '../../conformance/kit/transport.ts';
import { selectCases } from '../../conformance/select-cases.ts';
import { modelServer } from '../support/model-server/model-server.ts';
import { type FaultName, switches } from '../support/model-server/switches.ts';
import { MODEL_TOKEN, MODEL_URL } from '../support/model-server/world.ts';

/** What the whole kit finds in the server behind a transport. */
function tried(transport: Transport): Promise<Report> {
  const target = { baseUrls: [MODEL_URL], token: MODEL_TOKEN, timeoutMs: 10_000 };
  return runCases({ target, cases: selectCases({}), version: '0', transport });
}

function idsThat(outcome: Outcome, { results }: Report): string[] {
  return results
    .filter((each) => each.outcome === outcome)
    .map((each) => each.case.id)
    .toSorted();
}

const answering = (status: number, type: string, body: string): Transport => {
  const headers = { 'content-type': type };
  return () => Promise.resolve({ status, headers, body });
};

describe('the kit against a server that', () => {
  it('is correct: everything passes, nothing is skipped', async () => {
    const report = await tried(modelServer());
    const odd = report.results.filter(({ outcome }) => outcome !== 'passed');
    expect(odd.map((each) => `${each.case.id} ${each.outcome}: ${each.reason ?? ''}`)).toEqual([]);
    expect(report.verdict).toBeUndefined();
  });

  it('answers 200 {} to everything: nothing passes, nothing is skipped', async () => {
    const report = await tried(answering(200, 'application/scim+json', '{}'));
    expect(idsThat('passed', report)).toEqual([]);
    expect(countsOf(report.results)).toMatchObject({ skipped: 0, broken: 0 });
    expect(report.verdict).toContain('says yes to everything');
  });

  it('answers a web page to everything: nothing passes, and the verdict names it', async () => {
    const report = await tried(answering(200, 'text/html', '<!doctype html><title>Sign in</title>'));
    expect(idsThat('passed', report)).toEqual([]);
    expect(countsOf(report.results)).toMatchObject({ skipped: 0, broken: 0 });
    expect(report.verdict).toContain('HTML page');
  });
});

describe('the switches', () => {
  const AT_ONCE = 48;
  const found = new Map<FaultName, { red: readonly string[]; broken: readonly string[] }>();

  // Some cases wait for time to pass; side by side they wait together. Whole reports are too large to be kept.
  beforeAll(async () => {
    for (let first = 0; first < switches.length; first += AT_ONCE) {
      await Promise.all(
        switches.slice(first, first + AT_ONCE).map(async ({ name }) => {
          const report = await tried(modelServer(name));
          found.set(name, { red: idsThat('failed', report), broken: idsThat('broken', report) });
        }),
      );
    }
  }, 240_000);

  it('are many, and none is there twice', () => {
    expect(switches.length).toBeGreaterThanOrEqual(45);
    expect(new Set(switches.map(({ name }) => name)).size).toBe(switches.length);
  });

  it('leave no case out: each is turned red by one of them at least', () => {
    const seen = new Set<string>(switches.flatMap(({ red }) => red));
    const unproved = selectCases({}).filter(({ id }) => !seen.has(id));
    expect(unproved.map(({ id }) => id)).toEqual([]);
  });

  it.each(switches.map(({ name, sentence, red }) => [name, sentence, red] as const))(
    '%s: %s',
    (name, _sentence, red) => {
      expect(red).not.toEqual([]);
      expect(found.get(name)).toEqual({ red, broken: [] });
    },
  );
});
