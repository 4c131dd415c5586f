import { Outage } from '../../platform/database/faults.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal, type RefusalCode } from '../../platform/refusal.ts';

/** The HTTP status of every refusal, the same at every door. */
export const statusOf = {
  malformed: 400,
  invalid_value: 400,
  invalid_filter: 400,
  invalid_path: 400,
  no_target: 400,
  immutable: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  version_mismatch: 412,
  rate_limited: 429,
  not_implemented: 501,
  invalid_cursor: 400,
  expired_cursor: 400,
  invalid_count: 400,
} as const satisfies Record<RefusalCode, number>;

/** A request that this address does not answer with this method (RFC 9110 §15.5.6). */
export class MethodNotAllowed extends Error {
  override readonly name = 'MethodNotAllowed';
  readonly allow: string;
  constructor(allow: readonly string[]) {
    super('method not allowed');
    this.allow = allow.join(', ');
  }
}

/** What a door answers when something was thrown, before it gives it its own shape. */
export type Failure = {
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode | 'method_not_allowed' | 'unavailable' | 'internal';
  readonly field?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

const RETRY_AFTER_SECONDS = '5';

/** Sorts what was thrown: an expected refusal, an outage, or our bug. Outages and bugs are logged with the request id. */
export function failureOf(error: unknown, { log, requestId }: { log: Log; requestId: string }): Failure {
  if (error instanceof Refusal) {
    const { code, detail, field } = error;
    return { status: statusOf[code], detail, code, field, headers: headersOf(error) };
  }
  if (error instanceof MethodNotAllowed) {
    const detail = `This address answers ${error.allow} only.`;
    return { status: 405, detail, code: 'method_not_allowed', headers: { Allow: error.allow } };
  }
  if (error instanceof Outage) {
    log.error({ err: error, requestId }, 'outage');
    const detail = `The service cannot answer now. Nothing is known to be wrong with the request; send it again in a few seconds. (request ${requestId})`;
    return { status: 503, detail, code: 'unavailable', headers: { 'Retry-After': RETRY_AFTER_SECONDS } };
  }
  log.error({ err: error, requestId }, 'unexpected error');
  return {
    status: 500,
    detail: `Something went wrong on our side. (request ${requestId})`,
    code: 'internal',
    headers: {},
  };
}

function headersOf({ code, retryAfterSeconds }: Refusal): Record<string, string> {
  if (code === 'unauthenticated') return { 'WWW-Authenticate': 'Bearer realm="drawbridge"' };
  return retryAfterSeconds === undefined ? {} : { 'Retry-After': `${retryAfterSeconds}` };
}
