import type { Request } from 'express';
import type { ScimRequestLog } from '../../../core/scim-requests/record-scim-requests.ts';
import type { ClaimedBody } from '../../../core/scim-requests/scim-request.ts';
import type { Answer } from '../../http/answer.ts';
import type { Arrival } from '../../http/context.ts';
import type { Form } from './form.ts';
import { ISSUER_PATH } from './metadata.ts';
import type { Told } from './request.ts';

type Exchange = { readonly request: Request; readonly arrival: Arrival; readonly told: Told };

/** Of what anybody may send who knows a client_id: these, which are few, and which the record knows to mask. */
const RECORDED = new Set([
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion_type',
  'client_assertion',
  'assertion',
  'scope',
  'resource',
  'audience',
  'token',
  'token_type_hint',
]);

/**
 * Writes a request into the record of the directory whose client it names. The address is the endpoint's, however it
 * was written, and the answer is taken only of what was refused: otherwise it holds a token.
 */
export function recordRequest(
  scimRequests: ScimRequestLog,
  { request, arrival, told }: Exchange,
  { status, body }: Answer,
): void {
  const { client, form, tokenId, failure } = told;
  if (client === undefined) return;
  scimRequests.record({
    requestId: arrival.requestId,
    at: arrival.now,
    directory: client.directoryShortId,
    method: request.method,
    path: `/oauth${String(request.route?.path ?? '').slice(ISSUER_PATH.length)}`,
    status,
    durationMs: Date.now() - arrival.now.getTime(),
    userAgent: request.headers['user-agent'],
    tokenId: tokenId ?? null,
    body: form === undefined ? undefined : bodyOf(form),
    answer: failure === undefined ? undefined : body,
    failure,
  });
}

function bodyOf(form: Form): ClaimedBody {
  const recorded = [...form].filter(([name]) => RECORDED.has(name));
  const bytes = recorded.reduce((size, [name, value]) => size + name.length + value.length, 0);
  return { json: Object.fromEntries(recorded), bytes };
}
