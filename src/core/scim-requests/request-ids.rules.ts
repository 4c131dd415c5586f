/** Below every id, and above. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const MAX_MS = 2 ** 48 - 1;

/** The first UUIDv7 (RFC 9562 §5.7) of a moment, in milliseconds since 1970. */
export function idAt(ms: number): string {
  const time = Math.min(Math.max(Math.trunc(ms), 0), MAX_MS)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
