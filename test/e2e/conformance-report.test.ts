import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../conformance/kit/result.ts';
import { htmlReport } from '../../conformance/report/html.ts';
import { openChromium } from '../support/chromium.ts';
import { HOSTILE, reportOf, resultOf } from '../support/conformance-report.ts';

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'drawbridge-report-'));
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

type Look = { readonly colorScheme?: 'light' | 'dark'; readonly width?: number };

/** The page as a file that was mailed to somebody; whatever it asks for besides is noted. */
async function opened(report: Report, { colorScheme = 'light', width = 1_100 }: Look = {}) {
  const file = join(folder, 'report.html');
  writeFileSync(file, htmlReport(report));
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, asked, [Symbol.asyncDispose]: () => context.close() };
}

async function openEverything(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });
}

const verdict = 'The server answers 200 for a user who cannot be there.';

describe('the page of a conformance run', () => {
  it.each([
    ['light', 1_100],
    ['dark', 1_100],
    ['light', 360],
    ['dark', 360],
  ] as const)('is accessible to axe in %s at %i pixels, with everything opened', async (colorScheme, width) => {
    await using look = await opened(reportOf({ verdict }), { colorScheme, width });
    await openEverything(look.page);
    const { violations, passes } = await new AxeBuilder({ page: look.page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
    const overflow = await look.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('follows the reader into the dark', async () => {
    const groundIn = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      await using look = await opened(reportOf(), { colorScheme });
      return await look.page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    };
    expect(await groundIn('light')).not.toBe(await groundIn('dark'));
  });

  it('asks for nothing outside of itself, and runs nothing that a server has answered', async () => {
    await using look = await opened(reportOf({ verdict: HOSTILE, url: 'https://scim.example.com/v2?a="><script>' }));
    await openEverything(look.page);
    expect(look.asked).toHaveLength(1);
    expect(await look.page.title()).toContain('SCIM conformance of');
    expect(await look.page.locator('script, img, iframe, link').count()).toBe(0);
    // U+0000 cannot stand in HTML; everything else is shown as it came.
    const shown = HOSTILE.replace('\u0000', '\ufffd');
    expect(await look.page.locator('pre').allInnerTexts()).toContainEqual(expect.stringContaining(shown));
  });

  it('opens the few that failed, and is closed where many did', async () => {
    await using few = await opened(reportOf());
    expect(await few.page.getByText('The reason of okta-oin-create.').isVisible()).toBe(true);
    const many = Array.from({ length: 30 }, (_, index) => resultOf('failed', `case-${index}`));
    await using look = await opened(reportOf({ results: many }));
    expect(await look.page.getByText('The reason of case-7.').isVisible()).toBe(false);
    await look.page.getByText('The title of case-7').click();
    expect(await look.page.getByText('The reason of case-7.').isVisible()).toBe(true);
  });
});
