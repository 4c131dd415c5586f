import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Credential, DirectoryGate } from '../../core/directories/directory-gate.ts';
import type { LastUsed } from '../../core/directories/last-used.ts';
import type { Perform } from '../../core/perform.ts';
import type { ScimRequestLog } from '../../core/scim-requests/record-scim-requests.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Seal } from '../../platform/secrets.ts';
import { type Answer, writeAnswer } from '../http/answer.ts';
import { bearerOf } from '../http/bearer.ts';
import { type ClaimedBody, MAX_LARGE_BYTES, readJson } from '../http/body.ts';
import { type Arrival, arrive, contextOf } from '../http/context.ts';
import type { Observe } from '../http/observe.ts';
import { type Failure, failureOf } from '../http/refusals.ts';
import { type Address, addressOf, MOUNT, parametersIn } from './address.ts';
import { dispatcher, routeOf } from './dispatch.ts';
import { scimMediaType } from './media-type.ts';
import type { ScimRateLimit } from './rate-limit.ts';
import { scimError } from './refusals.ts';
import { conditionsOf } from './request.ts';
import { scimRoutes } from './routes.ts';
import { type Searches, scimSearches } from './searches.ts';

export type ScimDoorOptions = {
  readonly perform: Perform;
  readonly gate: DirectoryGate;
  readonly lastUsed: LastUsed;
  readonly scimRequests: ScimRequestLog;
  readonly rateLimit: ScimRateLimit;
  readonly cursors: Seal;
  readonly baseUrl: string;
  readonly log: Log;
  readonly observe: Observe;
};

/** A door that takes the request as Node gives it: Express would be half the cost of a GET. */
export type ScimDoor = {
  (request: IncomingMessage, response: ServerResponse): void;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
};

/** Whether the request's address is below the door's. */
export function isForScim({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(MOUNT) && (url.length === MOUNT.length || /[/?]/.test(url.charAt(MOUNT.length)));
}

/** The door for identity providers' SCIM clients. It ignores cookies. */
export function scimDoor(options: ScimDoorOptions): ScimDoor {
  const searches = scimSearches(options.cursors);
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    answer({ ...options, searches }, request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'an answer could not be written');
      response.destroy();
    });
  };
  return Object.assign(handle, {
    routes: scimRoutes.map(({ method, path }) => ({ method, path: `${MOUNT}/:directory${path}` })),
  });
}

type Inside = ScimDoorOptions & { readonly searches: Searches };

/** What became known of a request on its way: for the measurements, and for the directory's own record. */
type Told = {
  route: string;
  credential?: Credential;
  body?: ClaimedBody;
  failure?: Failure;
};

async function answer(inside: Inside, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrival = arrive();
  const told: Told = { route: 'unknown' };
  const { requestId } = arrival;
  const address = addressOf(request.url ?? '/');
  let result: Answer;
  try {
    result = await answerFor(inside, { request, arrival, told, address });
  } catch (error) {
    told.failure = failureOf(error, { log: inside.log, requestId });
    result = scimError(told.failure);
  }
  writeAnswer(response, result, { contentType: scimMediaType(request.headers.accept), requestId });
  const { route, credential } = told;
  const { status } = result;
  const organization = credential?.organizationId;
  inside.observe(arrival, { door: 'scim', method: request.method ?? '', status, route, organization });
  record(inside, { request, arrival, told, address }, result);
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly arrival: Arrival;
  readonly told: Told;
  readonly address: Address;
};

async function answerFor(inside: Inside, { request, arrival, told, address }: Exchange): Promise<Answer> {
  const { gate, lastUsed, rateLimit, perform, searches } = inside;
  const secret = bearerOf(request.headers.authorization);
  const credential = await gate.admit({ directory: address.directory, secret }, arrival.now);
  if (credential === undefined) {
    throw new Refusal(
      'unauthenticated',
      'This token does not count here: it is unknown, expired or revoked, or belongs to another directory. Check the base URL and the token.',
    );
  }
  told.credential = credential;
  lastUsed.used(credential, arrival.now);
  rateLimit.admit(credential.actor.directoryId, arrival.now.getTime());
  const route = routeOf(address.segments, request.method ?? '');
  told.route = `${MOUNT}/:directory${route.path}`;
  const context = contextOf(arrival, credential.organizationId, credential.actor);
  const base = `${inside.baseUrl}${MOUNT}/${address.directory}`;
  const shared = { perform, searches, context, base };
  const maxBytes = route.isBodyLarge ? { maxBytes: MAX_LARGE_BYTES } : {};
  return route.answer({
    ...shared,
    ...conditionsOf(request),
    id: address.segments[1] ?? '',
    parameter: parametersIn(address.query),
    body: () => readJson(request, { ...maxBytes, heard: (body) => void (told.body = body) }),
    dispatch: dispatcher(shared, { log: inside.log, requestId: arrival.requestId }),
  });
}

function record(
  { scimRequests }: Inside,
  { request, arrival, told, address }: Exchange,
  { status, body }: Answer,
): void {
  if (address.directory === '') return;
  scimRequests.record({
    requestId: arrival.requestId,
    at: arrival.now,
    directory: address.directory,
    method: request.method ?? '',
    path: address.rest,
    status,
    durationMs: Date.now() - arrival.now.getTime(),
    userAgent: request.headers['user-agent'],
    tokenId: told.credential?.actor.id ?? null,
    body: told.body,
    answer: body,
    failure: told.failure,
  });
}
