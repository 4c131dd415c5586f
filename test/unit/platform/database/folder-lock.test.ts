import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderInUse, lockFolder } from '../../../../src/platform/database/folder-lock.ts';

let root: string;
let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'drawbridge-lock-'));
  folder = join(root, 'data');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** Another process that tries to take the folder and stays: itself, and whether it got it. */
async function other(): Promise<{ child: ChildProcess; said: string }> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('../../../../src/platform/database/folder-lock.ts', import.meta.url).href)});
    process.stdin.resume();
    try {
      const unlock = lockFolder(${JSON.stringify(folder)});
      process.stdin.on('data', () => { unlock(); console.log('freed'); });
      console.log('taken');
    } catch (error) {
      console.log(error.name);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  children.push(child);
  return { child, said: await nextLine(child) };
}

async function nextLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the child has no standard output');
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}

describe('lockFolder', () => {
  test('makes the folder for this user alone', () => {
    const unlock = lockFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    unlock();
  });

  test('refuses a second taker in the same process, and says what to do', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(() => lockFolder(folder)).toThrow(/in use by another Drawbridge.*DRAWBRIDGE_DATA_DIR/);
    unlock();
  });

  test('a refused taker does not free it, nor does it end another folder’s', () => {
    const unlock = lockFolder(folder);
    const unlockOther = lockFolder(join(root, 'other'));
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    unlockOther();
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    unlock();
  });

  test('is free again afterwards, as often as one likes', () => {
    for (let round = 0; round < 3; round += 1) lockFolder(folder)();
    expect(existsSync(join(folder, 'drawbridge.lock'))).toBe(true);
  });

  test('refuses another process while it is held, and not after', async () => {
    const unlock = lockFolder(folder);
    expect((await other()).said).toBe('FolderInUse');
    unlock();
    expect((await other()).said).toBe('taken');
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
  });

  test('is free when the other process frees it', async () => {
    const { child, said } = await other();
    expect(said).toBe('taken');
    const freed = nextLine(child);
    child.stdin?.write('free\n');
    expect(await freed).toBe('freed');
    lockFolder(folder)();
  });

  test('is free when the other process is killed with -9', async () => {
    const { child, said } = await other();
    expect(said).toBe('taken');
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    lockFolder(folder)();
  });
});
