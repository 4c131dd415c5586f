import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../fixtures/compile/', import.meta.url));
const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
const MARK = /\/\/ ← does not compile: (.+)$/;

type Fault = { readonly file: string; readonly line: number; readonly text: string };

const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const defects = files.filter((name) => name !== 'clean.ts');
let faults: readonly Fault[];

beforeAll(async () => {
  faults = faultsIn(await output());
});

/** What the compiler says of the whole folder. It fails, as it should. */
function output(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder }, (_error, stdout, stderr) =>
    resolve(stdout + stderr),
  );
  return promise;
}

/** `file(line,column): error …` begins a fault; lines that are indented go on with it. */
function faultsIn(text: string): Fault[] {
  return text
    .split(/\r?\n(?! )/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, file, line] = /^(.+?)\((\d+),\d+\): error /.exec(part) ?? [];
      return { file: file ?? 'the compiler', line: Number(line ?? 0), text: part };
    });
}

/** The lines of a file that are marked, and the words that the fault there must say. */
function marksOf(file: string): { line: number; words: string }[] {
  return readFileSync(`${folder}${file}`, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const words = MARK.exec(text)?.[1];
      return words === undefined ? [] : [{ line: index + 1, words }];
    });
}

describe('what a developer may forget does not compile', () => {
  test.each(defects)('%s', (file) => {
    const [mark, ...more] = marksOf(file);
    expect(more, 'one defect per file').toEqual([]);
    const found = faults.filter((fault) => fault.file === file);
    expect(found, 'one error, on the marked line').toMatchObject([{ line: mark?.line }]);
    expect(found[0]?.text).toContain(mark?.words);
  });

  test('clean.ts compiles, and nothing else is wrong', () => {
    expect(faults.filter(({ file }) => !defects.includes(file))).toEqual([]);
  });
});
