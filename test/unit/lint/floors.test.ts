import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowed } from '../../fixtures/lint/allowed.ts';
import { forbiddenCode } from '../../fixtures/lint/forbidden-code.ts';
import { forbiddenImports } from '../../fixtures/lint/forbidden-imports.ts';
import type { Plant } from '../../fixtures/lint/plants.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

type Findings = { readonly exitCode: number | null; readonly rulesOf: ReadonlyMap<string, string[]> };

const forbidden = [...forbiddenImports, ...forbiddenCode];
const houses: string[] = [];

/** A folder with the project's lint configuration and nothing else but these files. */
function houseWith(plants: readonly Plant[]): string {
  const house = mkdtempSync(join(tmpdir(), 'drawbridge-lint-'));
  houses.push(house);
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'lint']) {
    cpSync(join(ROOT, name), join(house, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'), 'junction');
  for (const { file, code } of plants) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), code);
  }
  return house;
}

/** What `npm run check:lint` finds in such a folder: its exit code, and the rules broken by each file. */
function lint(plants: readonly Plant[]): Findings {
  const command = [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--deny-warnings', '--format=json'];
  const options = { cwd: houseWith(plants), encoding: 'utf8', maxBuffer: 100_000_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
  if (!stdout.startsWith('{')) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
  const rulesOf = new Map<string, string[]>();
  for (const { filename, code } of diagnostics) {
    const known = rulesOf.get(filename) ?? [];
    rulesOf.set(filename, [...new Set([...known, nameOf(code)])].sort());
  }
  return { exitCode: status, rulesOf };
}

/** `eslint(no-console)` in its answers is `eslint/no-console` in its configuration. */
function nameOf(code: string): string {
  return code.replace(/\((.+)\)$/, '/$1');
}

/** The rules that the configuration names and does not switch off. */
function configuredRules(): string[] {
  const text = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
  const { rules, overrides } = JSON.parse(text) as { rules: object; overrides: { rules: object }[] };
  const entries = [rules, ...overrides.map((each) => each.rules)].flatMap((each) => Object.entries(each));
  return [...new Set(entries.filter(([, setting]) => setting !== 'off').map(([name]) => name))];
}

afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true });
});

describe('the house with something forbidden in it', () => {
  let findings: Findings;
  beforeAll(() => {
    findings = lint([...forbidden, ...allowed]);
  });

  test('fails', () => expect(findings.exitCode).toBe(1));

  test.each(forbidden)('$file breaks $breaks', ({ file, breaks }) => {
    expect(findings.rulesOf.get(file)).toEqual([...breaks].sort());
  });

  test('finds nothing in the other files', () => {
    expect([...findings.rulesOf.keys()].filter((file) => !forbidden.some((plant) => plant.file === file))).toEqual([]);
  });
});

test('the house with nothing forbidden in it passes', () => {
  const { exitCode, rulesOf } = lint(allowed);
  expect(rulesOf).toEqual(new Map());
  expect(exitCode).toBe(0);
});

test('every rule of the configuration is broken by some file', () => {
  expect(configuredRules().sort()).toEqual([...new Set(forbidden.flatMap(({ breaks }) => breaks))].sort());
});

test('no two files stand in one place', () => {
  const places = [...forbidden, ...allowed].map(({ file }) => file);
  expect(places).toEqual([...new Set(places)]);
});
