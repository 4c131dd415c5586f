import { describe, expect, test } from 'vitest';
import type { ScimRequestEntry } from '../../../../src/core/scim-requests/scim-request.ts';
import { waitingRequests } from '../../../../src/core/scim-requests/waiting-requests.ts';
import { entryOf } from './entries.ts';

const fillWith = (more: Partial<ScimRequestEntry>, count: number, waiting = waitingRequests()) => {
  for (let n = 0; n < count; n += 1) waiting.add(entryOf(more));
  return waiting;
};

const read = { method: 'GET' } as const;
const change = { method: 'POST', status: 201 } as const;
const refusal = { status: 400 } as const;
const MB = 1_048_576;

describe('the buffer of requests', () => {
  test('gives away what it was given, once and in order', () => {
    const waiting = waitingRequests();
    const entries = [entryOf(), entryOf(change), entryOf(refusal)];
    for (const entry of entries) waiting.add(entry);
    expect(waiting.take().map(({ entry }) => entry)).toEqual(entries);
    expect(waiting.take()).toEqual([]);
    expect(waiting.dropped()).toBe(0);
  });

  test.each([
    ['successful GETs', read, 1_000],
    ['other successes', change, 1_500],
    ['refusals', refusal, 2_000],
    ['failures of ours', { status: 503 }, 2_000],
  ])('takes %s until it is so full', (_title, more, room) => {
    const waiting = fillWith(more, 2_500);
    expect(waiting.dropped()).toBe(2_500 - room);
    expect(waiting.take()).toHaveLength(room);
  });

  test('takes refusals when it is too full for the rest', () => {
    const waiting = fillWith(change, 2_000);
    fillWith(read, 10, waiting);
    fillWith(refusal, 100, waiting);
    expect(waiting.dropped()).toBe(500 + 10);
    expect(waiting.take()).toHaveLength(1_600);
  });

  test('has room again after it gave everything away', () => {
    const waiting = fillWith(read, 1_500);
    waiting.take();
    fillWith(read, 1_000, waiting);
    expect(waiting.dropped()).toBe(500);
  });

  test.each([
    ['401', { status: 401, tokenId: null }],
    ['429', { status: 429 }],
  ])('keeps 20 answers of %s for each directory, so that nobody can fill it from outside', (_title, noise) => {
    const waiting = fillWith(noise, 50);
    fillWith({ ...noise, directory: 'another' }, 50, waiting);
    fillWith(refusal, 5, waiting);
    expect(waiting.dropped()).toBe(60);
    expect(waiting.take()).toHaveLength(45);
    fillWith(noise, 50, waiting);
    expect(waiting.take()).toHaveLength(20);
  });

  test('keeps no such answers, of however many directories, in its second half', () => {
    const waiting = waitingRequests();
    for (let n = 0; n < 3_000; n += 1) waiting.add(entryOf({ status: 401, directory: `d${n}` }));
    expect(waiting.take()).toHaveLength(1_000);
  });

  test('holds 4 MB at most', () => {
    const body = { json: 'x', bytes: 16_000 };
    const waiting = fillWith({ ...refusal, body }, 1_000);
    const taken = waiting.take();
    const size = taken.reduce((sum, each) => sum + each.size, 0);
    expect(taken.length).toBeGreaterThan(200);
    expect(size).toBeLessThanOrEqual(4 * MB);
    expect(size).toBeGreaterThan(4 * MB - 20_000);
    expect(waiting.dropped()).toBe(1_000 - taken.length);
    expect(fillWith({ ...refusal, body }, 1_000, waiting).take()).toHaveLength(taken.length);
  });

  test('masks a large body at once, and lets go of it', () => {
    const json = { password: 'hunter2', members: Array.from({ length: 10_000 }, (_, n) => ({ value: `id ${n}` })) };
    const waiting = waitingRequests();
    waiting.add(entryOf({ ...change, body: { json, bytes: 10 * MB } }));
    const [only] = waiting.take();
    expect(only?.entry.body).toBeUndefined();
    expect(only?.row?.request_body).toMatch(/^\{"password":"\*\*\*","members":\[\{"value":"id 0"\}/);
    expect(only?.size).toBeLessThan(9_000);
  });

  test('keeps a small body as it is: masking it can wait', () => {
    const body = { json: { password: 'hunter2' }, bytes: 20 };
    const waiting = fillWith({ ...change, body }, 1);
    const [only] = waiting.take();
    expect(only?.entry.body).toBe(body);
    expect(only?.row).toBeUndefined();
  });

  test('keeps the start of a long answer, and all of a short one', () => {
    const waiting = waitingRequests();
    waiting.add(entryOf({ answer: 'ü'.repeat(5_000) }));
    waiting.add(entryOf({ answer: 'ü'.repeat(4_000) }));
    const [long, short] = waiting.take();
    expect(long?.entry.answer).toBe('ü'.repeat(600));
    expect(long?.size).toBeLessThan(1_000);
    expect(short?.entry.answer).toHaveLength(4_000);
  });

  test('a long refusal is made a row at once, so that its detail is still found in it', () => {
    const detail = `password must be short, not "${'x'.repeat(6_000)}".`;
    const waiting = waitingRequests();
    waiting.add(
      entryOf({ status: 400, answer: JSON.stringify({ detail }), failure: { code: 'invalid_value', detail } }),
    );
    expect(waiting.take()[0]?.row?.answer_body).toBe('{"detail":"password must be short, not \\"***\\"."}');
  });

  test('takes back what could not be written, within its bounds', () => {
    const waiting = fillWith(refusal, 2_000);
    const taken = waiting.take();
    fillWith(refusal, 1_500, waiting);
    for (const each of taken) waiting.takeBack(each);
    expect(waiting.dropped()).toBe(1_500);
    const again = waiting.take();
    expect(again).toHaveLength(2_000);
    expect(again[1_500]).toBe(taken[0]);
  });
});
