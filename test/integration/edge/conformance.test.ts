import { beforeAll, describe, expect, it } from 'vitest';
import { runCases } from '../../../conformance/kit/run-cases.ts';
import { selectCases } from '../../../conformance/select-cases.ts';
import { sharedService, type TestService } from '../../support/building.ts';
import { newDirectory, type TestDirectory } from '../../support/clients.ts';

let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
});

describe('the conformance kit', () => {
  it('finds nothing wrong with this service and leaves nothing behind', { timeout: 120_000 }, async () => {
    const cases = selectCases({});
    const target = { baseUrls: [directory.base], token: directory.token, timeoutMs: 20_000 };
    const { verdict, results, features } = await runCases({ target, cases, version: '1.2.3' });
    const others = results.filter(({ outcome }) => outcome !== 'passed');
    expect(others.map(({ case: { id }, outcome, reason }) => `${id} ${outcome}: ${reason}`)).toEqual([
      '7644-3.9-request-returned skipped: The schema of users declares no attribute as returned on request.',
    ]);
    expect(verdict).toBeUndefined();
    expect(features).toEqual(['patch', 'bulk', 'filter', 'sort', 'etag', 'cursor']);
    expect(results.length).toBeGreaterThan(400);
    for (const type of ['Users', 'Groups']) {
      expect((await directory.scim(`/${type}?count=0`)).body.totalResults).toBe(0);
    }
  });
});
