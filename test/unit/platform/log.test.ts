import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { redactedKeys } from '../../../src/platform/log.ts';

/** What a program that writes these entries prints: the log goes to standard output, so it needs a process. */
async function printed(level: string, entries: readonly object[]): Promise<string> {
  const program = `
    const { createLog } = await import(${JSON.stringify(new URL('../../../src/platform/log.ts', import.meta.url).href)});
    const { log, flush } = createLog(${JSON.stringify(level)});
    for (const entry of ${JSON.stringify(entries)}) log.info(entry, 'said');
    log.error({ err: new Error('broken', { cause: new Error('deeper') }) }, 'failed');
    log.debug('whispered');
    flush();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout;
}

/** The keys with a value each, inside `depth` objects. */
function at(depth: number): object {
  const secrets = Object.fromEntries(redactedKeys.map((key) => [key, `hush-${depth}-${key}`]));
  return Array.from({ length: depth }).reduce<object>(
    (inner, _, index) => ({ [`level${index}`]: inner, plain: 'seen' }),
    secrets,
  );
}

describe('createLog', async () => {
  const text = await printed('info', [at(0), at(1), at(2), { note: 'one\ntwo\u001b[31m' }]);
  const lines = text.trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  test.each([0, 1, 2])('secrets %i levels down never reach the log', (depth) => {
    expect(text).not.toContain(`hush-${depth}`);
    const line = lines[depth] ?? '';
    expect(line.split('[redacted]')).toHaveLength(redactedKeys.length + 1);
  });

  test('whatever carries a credential is on the list', () => {
    expect(redactedKeys).toEqual(
      expect.arrayContaining(['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token']),
    );
  });

  test('everything else does, one JSON line each, with the time and without the machine', () => {
    expect(entries).toHaveLength(5);
    expect(entries[2]).toMatchObject({ level: 30, msg: 'said', plain: 'seen' });
    expect(entries[2]?.['time']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect(Object.keys(entries[0] ?? {})).not.toEqual(expect.arrayContaining(['hostname']));
    expect(entries[3]).toMatchObject({ note: 'one\ntwo\u001b[31m' });
    expect(text).not.toContain('\u001b');
  });

  test('an error comes with its causes, and a level below the chosen one does not come', () => {
    expect(entries[4]).toMatchObject({ level: 50, msg: 'failed', err: { message: expect.stringContaining('deeper') } });
    expect(text).not.toContain('whispered');
  });
});
