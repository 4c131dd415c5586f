import { describe, expect, it, vi } from 'vitest';
import { fetchedToken } from '../../conformance/kit/access-token.ts';
import { Unreachable } from '../../conformance/kit/failed.ts';
import type { Transport } from '../../conformance/kit/transport.ts';

const credentials = {
  tokenUrl: 'https://a.example/token',
  clientId: 'an-id',
  clientSecret: 'a-secret',
  timeoutMs: 1_000,
};

function endpoint(answers: readonly { status?: number; body: string }[]) {
  let asked = 0;
  const transport: Transport = async () => {
    const { status = 200, body } = answers[Math.min(asked, answers.length - 1)] ?? { body: '' };
    asked += 1;
    return { status, headers: {}, body };
  };
  return { transport, asked: () => asked };
}

describe('a token that is fetched', () => {
  it('is fetched once for many requests, and anew a minute before it ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { transport, asked } = endpoint(
        ['one', 'two'].map((token) => ({ body: `{"access_token":"${token}","expires_in":3600}` })),
      );
      const token = fetchedToken(credentials, transport);
      expect(await Promise.all([token(), token(), token()])).toEqual(['one', 'one', 'one']);
      vi.advanceTimersByTime(3_539_000);
      expect(await token()).toBe('one');
      vi.advanceTimersByTime(2_000);
      expect(await token()).toBe('two');
      expect(asked()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    [
      { status: 401, body: '{"error":"invalid_client","error_description":"The client is unknown"}' },
      'it answered 401, The client is unknown.',
    ],
    [{ status: 200, body: '{}' }, 'it answered 200.'],
    [{ status: 200, body: '<html>' }, 'it answered 200.'],
  ])('tells what the endpoint said: %j', async (answer, words) => {
    const { transport, asked } = endpoint([answer]);
    const token = fetchedToken(credentials, transport);
    await expect(token()).rejects.toThrow(words);
    await expect(token()).rejects.toThrow(Unreachable);
    expect(asked()).toBe(2);
  });
});
