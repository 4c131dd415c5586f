import { type Request, type Response, Router } from 'express';
import type { ClientGate } from '../../../core/directory-clients/client-gate.ts';
import type { Perform } from '../../../core/perform.ts';
import type { ScimRequestLog } from '../../../core/scim-requests/record-scim-requests.ts';
import type { Log } from '../../../platform/log.ts';
import { type Answer, writeAnswer } from '../../http/answer.ts';
import { type Arrival, arrive } from '../../http/context.ts';
import type { Observe } from '../../http/observe.ts';
import { MethodNotAllowed } from '../../http/refusals.ts';
import type { ScimRateLimit } from '../rate-limit.ts';
import { answerRevocation, answerToken } from './endpoints.ts';
import { errorAnswer } from './errors.ts';
import { failedRequest } from './failures.ts';
import { METADATA_PATHS, REVOKE_PATH, serverMetadata, TOKEN_PATH } from './metadata.ts';
import { recordRequest } from './record.ts';
import type { OAuthRequest, Told } from './request.ts';

export type OAuthDoorOptions = {
  readonly perform: Perform;
  readonly clients: ClientGate;
  readonly scimRequests: ScimRequestLog;
  /** Of this door alone, so that a client that fetches too many tokens does not stop provisioning. */
  readonly rateLimit: ScimRateLimit;
  readonly baseUrl: string;
  readonly log: Log;
  readonly observe: Observe;
};

const JSON_TYPE = 'application/json; charset=utf-8';

type Exchange = { readonly request: Request; readonly response: Response };
type Endpoint = (request: OAuthRequest) => Promise<Answer>;

/** Where the machines of a directory fetch their tokens and give them back; to be mounted at the root. */
export function oauthDoor(options: OAuthDoorOptions): Router {
  const router = Router({ caseSensitive: true });
  const metadata = serverMetadata(options.baseUrl);
  const about: Endpoint = async () => ({ status: 200, body: metadata });
  for (const path of METADATA_PATHS) {
    router.get(path, (request, response) => handle(options, about, { request, response }));
    router.all(path, (request, response) => handle(options, refusing('GET'), { request, response }));
  }
  for (const [path, endpoint] of [[TOKEN_PATH, answerToken] as const, [REVOKE_PATH, answerRevocation] as const]) {
    router.post(path, (request, response) => handle(options, endpoint, { request, response }));
    router.all(path, (request, response) => handle(options, refusing('POST'), { request, response }));
  }
  return router;
}

function refusing(method: string): Endpoint {
  return () => Promise.reject(new MethodNotAllowed([method]));
}

async function handle(options: OAuthDoorOptions, endpoint: Endpoint, { request, response }: Exchange): Promise<void> {
  const arrival = arrive();
  const told: Told = { grant: undefined };
  const { requestId } = arrival;
  let answer: Answer;
  try {
    answer = await endpoint({ ...options, request, arrival, told });
  } catch (error) {
    const { oauthError, failure } = failedRequest(error, { log: options.log, requestId, told });
    told.failure = failure;
    answer = errorAnswer(oauthError, failure);
  }
  writeAnswer(response, answer, { contentType: JSON_TYPE, requestId });
  observe(options, { request, arrival, told }, answer.status);
  recordRequest(options.scimRequests, { request, arrival, told }, answer);
}

type Observed = { readonly request: Request; readonly arrival: Arrival; readonly told: Told };

function observe(options: OAuthDoorOptions, { request, arrival, told }: Observed, status: number): void {
  const route = String(request.route?.path ?? 'unknown');
  const organization = told.isAdmitted ? told.client?.organizationId : undefined;
  options.observe(arrival, { door: 'scim', method: request.method, route, status, organization });
}
