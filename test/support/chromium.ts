import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Our own: those that the package proposes switch web security off. */
const ARGUMENTS = ['--no-sandbox', '--headless=shell', '--disable-gpu'];

/** A Chromium: that of CHROMIUM_PATH, or the one that npm carries, which unpacks itself once per user and version. */
export async function openChromium(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'];
  const { executablePath, env } = given ? { executablePath: given, env: {} } : await unpacked();
  return playwright.launch({
    executablePath,
    args: ARGUMENTS,
    env: { ...process.env, ...env } as Record<string, string>,
  });
}

/**
 * The package unpacks into the temporary folder, takes whatever stands there already, and brings the libraries of a
 * bare system only where it believes to be on Lambda; so it gets a folder of its own and is told so, before it is loaded.
 */
async function unpacked(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  const folder = join(tmpdir(), `drawbridge-chromium-${versionOfChromium()}-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    return { executablePath, env: { ...process.env, FONTCONFIG_FILE: fontsIn(folder) } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** Its own fonts, which its own configuration looks for elsewhere, and those of the system. */
function fontsIn(folder: string): string {
  const file = join(folder, 'drawbridge-fonts.conf');
  const dirs = [join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  return file;
}

function versionOfChromium(): string {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(main.replace(/build.*$/, 'package.json'), 'utf8')) as { version: string };
  return version;
}
