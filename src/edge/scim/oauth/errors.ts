import type { RefusalCode } from '../../../platform/refusal.ts';
import type { Answer } from '../../http/answer.ts';
import type { Failure } from '../../http/refusals.ts';

/** The errors of a token endpoint (RFC 6749 §5.2) and, for what passes by itself, of §4.1.2.1. */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable'
  | 'server_error';

/** A request that OAuth has an error of its own for. The message is shown to the client. */
export class OAuthFault extends Error {
  override readonly name = 'OAuthFault';
  readonly error: OAuthError;
  readonly status: number;

  constructor(error: OAuthError, description: string, status = 400) {
    super(description);
    this.error = error;
    this.status = status;
  }
}

const errorOf = {
  malformed: 'invalid_request',
  invalid_value: 'invalid_request',
  invalid_filter: 'invalid_request',
  invalid_path: 'invalid_request',
  no_target: 'invalid_request',
  immutable: 'invalid_request',
  unauthenticated: 'invalid_client',
  forbidden: 'invalid_request',
  not_found: 'invalid_request',
  conflict: 'invalid_request',
  too_large: 'invalid_request',
  unsupported: 'invalid_request',
  version_mismatch: 'invalid_request',
  rate_limited: 'temporarily_unavailable',
  not_implemented: 'invalid_request',
  invalid_cursor: 'invalid_request',
  expired_cursor: 'invalid_request',
  invalid_count: 'invalid_request',
} as const satisfies Record<RefusalCode, OAuthError>;

/** The error that OAuth has for a failure. */
export function errorOfFailure({ code }: Failure): OAuthError {
  if (code === 'unavailable') return 'temporarily_unavailable';
  if (code === 'internal') return 'server_error';
  return code === 'method_not_allowed' ? 'invalid_request' : errorOf[code];
}

/** RFC 6749 §5.2; a 401 names the scheme of RFC 7617 that clients may authenticate by. */
export function errorAnswer(error: OAuthError, { status, detail, headers }: Failure): Answer {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Basic realm="drawbridge"' } : {};
  const body = JSON.stringify({ error, error_description: asDescription(detail) });
  return { status, headers: { ...headers, ...challenge }, body };
}

/** RFC 6749 §5.2 allows printable ASCII without quotes and backslashes. */
function asDescription(text: string): string {
  return text.replaceAll('"', "'").replace(/[^\x20-\x5b\x5d-\x7e]/g, '?');
}
