import { explain } from './explain.rules.ts';
import { clientOf } from './fingerprint.rules.ts';
import { cut, maskDetail, maskPath, maskText, storable } from './mask.rules.ts';
import { maskBody, maskClaimedText } from './mask-body.rules.ts';
import type { ClaimedBody, ScimRequestEntry } from './scim-request.ts';

/** A request as it is written: masked, cut, explained. The names are those of the statement's JSON. */
export type RequestRow = {
  readonly id: string;
  readonly directory: string;
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly duration_ms: number;
  readonly client: string;
  readonly user_agent: string | null;
  readonly token_id: string | null;
  readonly request_body: string | null;
  readonly answer_body: string | null;
  readonly code: string | null;
  readonly explanation: string | null;
};

const MAX_USER_AGENT = 200;
/** Of what succeeded the beginning says enough: which resource it was, or how many. */
const MAX_ANSWER = 160;
const LIST = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]';
/** A refusal is what somebody looks for: more of it is kept. */
const MAX_REFUSAL = 2_000;

/** The row of a request. */
export function requestRow(entry: ScimRequestEntry): RequestRow {
  const { requestId, directory, at, method, status, durationMs, userAgent, tokenId, body, failure } = entry;
  const path = maskPath(entry.path);
  const client = clientOf({
    userAgent,
    path: entry.path,
    body: body !== undefined && 'json' in body ? body.json : null,
  });
  // A filter that names a secret may be quoted in the detail, without the name.
  const detail = failure && maskDetail(failure.detail, `${failure.field ?? ''} ${path}`);
  const resource = /\/([\w.]+)/.exec(path)?.[1] ?? '';
  const told = failure && detail !== undefined ? { ...failure, detail, status, method, resource, client } : undefined;
  return {
    id: requestId,
    directory: storable(directory),
    at,
    method: storable(method),
    path: storable(path),
    status,
    duration_ms: Math.max(0, Math.round(durationMs)),
    client,
    user_agent: userAgent === undefined ? null : storable(maskText(userAgent, MAX_USER_AGENT)),
    token_id: tokenId,
    request_body: body === undefined ? null : storable(maskedBody(body)),
    answer_body: answerOf(entry, detail),
    code: failure?.code ?? null,
    explanation: told === undefined ? null : storable(failure?.explanation ?? explain(told)),
  };
}

function maskedBody(body: ClaimedBody): string {
  return 'json' in body ? maskBody(body.json) : maskClaimedText(body.text);
}

/** A refusal is our own text but for its detail. A resource that was only read is not kept: it is there to be read. */
function answerOf({ method, answer, failure }: ScimRequestEntry, detail: string | undefined): string | null {
  if (!answer) return null;
  if (failure !== undefined && detail !== undefined) {
    const masked = answer.replaceAll(inJson(failure.detail), () => inJson(detail));
    return storable(cut(masked, MAX_REFUSAL));
  }
  if (method === 'GET' && !answer.startsWith(LIST)) return null;
  return storable(maskText(answer.slice(0, MAX_ANSWER + 1), MAX_ANSWER));
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
