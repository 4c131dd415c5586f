/** Every way in which Drawbridge says no. Each door answers each code; a new one does not compile until it does. */
export const refusalCodes = [
  'malformed',
  'invalid_value',
  'invalid_filter',
  'invalid_path',
  'no_target',
  'immutable',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'unsupported',
  'version_mismatch',
  'rate_limited',
  'not_implemented',
  'invalid_cursor',
  'expired_cursor',
  'invalid_count',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export type RefusalOptions = {
  /** The part of the input that it is about, such as `emails[0].value`. */
  readonly field?: string;
  /** Of `rate_limited`: after how many whole seconds to come again. */
  readonly retryAfterSeconds?: number;
  /** For the operators' log only: what really happened. */
  readonly privately?: string;
  readonly cause?: unknown;
};

/** An expected "no". `detail` is shown to the caller and says what to change; everything else stays with us. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly detail: string;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: RefusalCode, detail: string, options: RefusalOptions = {}) {
    super(options.privately ?? detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
