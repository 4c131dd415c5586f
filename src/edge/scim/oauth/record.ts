import type { IncomingMessage } from 'node:http';
import type { ScimRequestLog } from '../../../core/scim-requests/record-scim-requests.ts';
import type { Answer } from '../../http/answer.ts';
import type { Arrival } from '../../http/context.ts';
import type { Form } from './form.ts';
import { ISSUER_PATH } from './metadata.ts';
import type { Told } from './request.ts';

type Exchange = { readonly request: IncomingMessage; readonly arrival: Arrival; readonly told: Told };

/**
 * Writes a request into the record of the directory whose client it names. The address is taken without its query, in
 * which no parameter belongs, and the answer only of what was refused: otherwise it holds a token.
 */
export function recordRequest(
  scimRequests: ScimRequestLog,
  { request, arrival, told }: Exchange,
  { status, body }: Answer,
): void {
  const { client, form, tokenId, failure } = told;
  if (client === undefined) return;
  const [path = ''] = (request.url ?? '').split('?');
  scimRequests.record({
    requestId: arrival.requestId,
    at: arrival.now,
    directory: client.directoryShortId,
    method: request.method ?? '',
    path: `/oauth${path.slice(ISSUER_PATH.length)}`,
    status,
    durationMs: Date.now() - arrival.now.getTime(),
    userAgent: request.headers['user-agent'],
    tokenId: tokenId ?? null,
    body: form === undefined ? undefined : { json: Object.fromEntries(form), bytes: sizeOf(form) },
    answer: failure === undefined ? undefined : body,
    failure,
  });
}

function sizeOf(form: Form): number {
  return [...form].reduce((size, [name, value]) => size + name.length + value.length, 0);
}
