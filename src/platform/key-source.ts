import { type PublicJwk, publicJwkOf } from './assertions.ts';
import { OutboundFault } from './outbound-fault.ts';
import type { OutboundHttp } from './outbound-http.ts';

/** The public keys that others publish as JWK Sets (RFC 7517 §5). */
export type KeySource = {
  /**
   * The usable keys at an address: fetched anew when they are ten minutes old or `kid` is not among them, but at most
   * once in 30 seconds. Throws OutboundFault when they cannot be fetched and none are kept from the last 24 hours.
   */
  keysAt(url: string, kid: string | undefined, nowMs: number): Promise<readonly PublicJwk[]>;
};

const FRESH_MS = 10 * 60_000;
const PAUSE_MS = 30_000;
const KEPT_MS = 24 * 60 * 60_000;
const MAX_URLS = 1_000;
const MAX_KEYS = 100;
const MAX_BYTES = 512_000;

type Kept = { readonly keys: readonly PublicJwk[]; readonly fetchedAtMs: number };

/** What is known of one address. */
type Entry = {
  kept?: Kept;
  triedAtMs: number;
  fetching?: Promise<void> | undefined;
  /** Why the last fetch that failed did so. */
  failure?: unknown;
};

type Fetch = { readonly outbound: OutboundHttp; readonly url: string; readonly nowMs: number };

/** Keeps what was fetched in this process, for the 1,000 addresses that were asked for last. */
export function keySource(outbound: OutboundHttp): KeySource {
  const entries = new Map<string, Entry>();
  return {
    async keysAt(url, kid, nowMs) {
      const entry = entries.get(url) ?? { triedAtMs: -Infinity };
      remember(entries, url, entry);
      if (entry.kept !== undefined && isEnough(entry.kept, kid, nowMs)) return entry.kept.keys;
      if (nowMs - entry.triedAtMs >= PAUSE_MS) entry.fetching ??= fetchInto(entry, { outbound, url, nowMs });
      await entry.fetching;
      if (entry.kept !== undefined && nowMs - entry.kept.fetchedAtMs < KEPT_MS) return entry.kept.keys;
      throw entry.failure;
    },
  };
}

function isEnough({ keys, fetchedAtMs }: Kept, kid: string | undefined, nowMs: number): boolean {
  return nowMs - fetchedAtMs < FRESH_MS && (kid === undefined || keys.some((key) => key.kid === kid));
}

/** The Map keeps its order, so that its first is the one that was not asked for longest. */
function remember(entries: Map<string, Entry>, url: string, entry: Entry): void {
  entries.delete(url);
  entries.set(url, entry);
  const [oldest] = entries.keys();
  if (entries.size > MAX_URLS && oldest !== undefined) entries.delete(oldest);
}

/** Never fails: what is kept may still serve. */
async function fetchInto(entry: Entry, { outbound, url, nowMs }: Fetch): Promise<void> {
  entry.triedAtMs = nowMs;
  try {
    const keys = await usableKeys(await outbound.getJson(url, { maxBytes: MAX_BYTES }));
    entry.kept = { keys, fetchedAtMs: nowMs };
  } catch (error) {
    entry.failure = error;
  } finally {
    entry.fetching = undefined;
  }
}

/** Keys that we cannot use are left out: sets may hold some for encryption, or of kinds to come. */
async function usableKeys(answer: unknown): Promise<readonly PublicJwk[]> {
  const claimed = typeof answer === 'object' && answer !== null && 'keys' in answer ? answer.keys : undefined;
  if (!Array.isArray(claimed))
    throw new OutboundFault('not_json', 'The answer is not a JWK Set: it has no list "keys".');
  const keys = await Promise.all(claimed.slice(0, MAX_KEYS).map(publicJwkOf));
  return Object.freeze(keys.filter((key) => key !== undefined));
}
