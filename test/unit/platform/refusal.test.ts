import { describe, expect, test } from 'vitest';
import { Refusal, refusalCodes } from '../../../src/platform/refusal.ts';

describe('Refusal', () => {
  test('shows its detail and keeps the rest for us', () => {
    const cause = new Error('disk');
    const refusal = new Refusal('conflict', 'Taken.', { field: 'userName', privately: 'taken by u1', cause });
    expect(refusal).toMatchObject({
      name: 'Refusal',
      code: 'conflict',
      detail: 'Taken.',
      field: 'userName',
      message: 'taken by u1',
      cause,
    });
    expect(refusal).toBeInstanceOf(Error);
  });

  test('says the same to both when there is no more to say', () => {
    const refusal = new Refusal('not_found', 'Gone.');
    expect(refusal.message).toBe('Gone.');
    expect(refusal.field).toBeUndefined();
    expect('cause' in refusal).toBe(false);
  });

  test('has about ten codes, adjectives in snake_case, each once', () => {
    for (const code of refusalCodes) expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
  });
});
