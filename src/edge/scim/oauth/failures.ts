import { explainReason } from '../../../core/directory-clients/reasons.rules.ts';
import { Unauthenticated } from '../../../core/directory-clients/unauthenticated.ts';
import type { Log } from '../../../platform/log.ts';
import { failureOf } from '../../http/refusals.ts';
import { errorOfFailure, type OAuthError, OAuthFault } from './errors.ts';
import { JWT_BEARER } from './metadata.ts';
import type { RecordedFailure, Told } from './request.ts';

/** An issuer whose keys could not be fetched is asked again after so long. */
const RETRY_AFTER_SECONDS = 30;

type Around = { readonly log: Log; readonly requestId: string; readonly told: Told };
type Failed = { readonly oauthError: OAuthError; readonly failure: RecordedFailure };

/** Sorts what was thrown. What the record may say and the answer may not stands in the explanation. */
export function failedRequest(error: unknown, around: Around): Failed {
  if (error instanceof OAuthFault) return failedByForm(error);
  if (error instanceof Unauthenticated) return notAuthenticated(error, around);
  const failure = failureOf(error, around);
  return { oauthError: errorOfFailure(failure), failure };
}

function failedByForm({ error, status, message }: OAuthFault): Failed {
  const code = ({ 401: 'unauthenticated', 413: 'too_large' } as const)[status] ?? 'malformed';
  return {
    oauthError: error,
    failure: { status, code, detail: message, headers: {}, explanation: explained(message) },
  };
}

function explained(message: string): string {
  return `The request was refused, because the token endpoint cannot take it so. ${message} Nothing is known to be wrong with the secret or the assertion.`;
}

function notAuthenticated(error: Unauthenticated, { log, requestId, told }: Around): Failed {
  const { fault, detail } = error;
  if (told.client === undefined) log.info({ requestId, reason: fault.reason }, 'a client was not let in');
  const explanation = explainReason(fault);
  if (fault.reason === 'keys_unavailable') {
    const headers = { 'Retry-After': `${RETRY_AFTER_SECONDS}` };
    return {
      oauthError: 'temporarily_unavailable',
      failure: { status: 503, code: 'unavailable', detail, headers, explanation },
    };
  }
  // RFC 7523 §3.1 and §3.2: what is wrong with a grant has another name than what is wrong with its client.
  const oauthError = told.grant === JWT_BEARER ? 'invalid_grant' : 'invalid_client';
  return { oauthError, failure: { status: 401, code: 'unauthenticated', detail, headers: {}, explanation } };
}
