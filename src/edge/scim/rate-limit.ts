import { Refusal } from '../../platform/refusal.ts';

/** How fast a directory may send requests to this process. */
export type ScimRateLimit = {
  /** Takes one request's share. Refuses rate_limited, with whole seconds to wait (RFC 6585 §4). */
  admit(directoryKey: string, nowMs: number): void;
};

/** What a directory may send at once after it was quiet: two seconds' worth. */
const BURST_SECONDS = 2;
const MAX_DIRECTORIES = 10_000;

type Bucket = { tokens: number; atMs: number };

/** A token bucket for each directory. After two quiet seconds a bucket is full, and as good as none. */
export function scimRateLimit({ perSecond }: { perSecond: number }): ScimRateLimit {
  const capacity = perSecond * BURST_SECONDS;
  const buckets = new Map<string, Bucket>();

  function makeRoom(nowMs: number): void {
    for (const [key, { atMs }] of buckets) if (nowMs - atMs >= BURST_SECONDS * 1_000) buckets.delete(key);
    if (buckets.size >= MAX_DIRECTORIES) buckets.clear();
  }

  return {
    admit(directoryKey, nowMs) {
      const bucket = buckets.get(directoryKey);
      if (bucket === undefined) {
        if (buckets.size >= MAX_DIRECTORIES) makeRoom(nowMs);
        buckets.set(directoryKey, { tokens: capacity - 1, atMs: nowMs });
        return;
      }
      // A clock that is set back gives nothing and takes nothing.
      const earned = (Math.max(0, nowMs - bucket.atMs) * perSecond) / 1_000;
      bucket.tokens = Math.min(capacity, bucket.tokens + earned);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) throw tooFast(perSecond, (1 - bucket.tokens) / perSecond);
      bucket.tokens -= 1;
    },
  };
}

function tooFast(perSecond: number, seconds: number): Refusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  const wait = `${retryAfterSeconds} ${retryAfterSeconds === 1 ? 'second' : 'seconds'}`;
  return new Refusal(
    'rate_limited',
    `This directory sends more than ${perSecond} requests a second. Send this one again after ${wait}.`,
    { retryAfterSeconds },
  );
}
