/** The longest folded key, in bytes of UTF-8, that an index row can hold with room to spare. */
export const MAX_KEY_BYTES = 2_000;

/**
 * The stored key of a text that is compared without case: NFKC, lower case, one small sigma (which of the two it is
 * depends on what follows), and NFKC again, for some letters compose in lower case only. RFC 7644 §7.8 asks for a
 * stated rule; the database has no part in it, so that an index can serve.
 */
export function foldKey(value: string): string {
  return value.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

/** Whether PostgreSQL and JSON can carry the text unchanged: no NUL and no half of a surrogate pair. */
export function isStorable(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}
