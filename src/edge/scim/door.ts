import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DirectoryGate } from '../../core/directories/directory-gate.ts';
import type { LastUsed } from '../../core/directories/last-used.ts';
import type { Perform } from '../../core/perform.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Answer, writeAnswer } from '../http/answer.ts';
import { bearerOf } from '../http/bearer.ts';
import { type Arrival, arrive, contextOf } from '../http/context.ts';
import type { Observe } from '../http/observe.ts';
import { failureOf, MethodNotAllowed } from '../http/refusals.ts';
import { scimError } from './refusals.ts';
import { scimRequest } from './request.ts';
import { routesAt, type ScimRoute, scimRoutes } from './routes.ts';

export type ScimDoorOptions = {
  readonly perform: Perform;
  readonly gate: DirectoryGate;
  readonly lastUsed: LastUsed;
  readonly baseUrl: string;
  readonly log: Log;
  readonly observe: Observe;
};

const CONTENT_TYPE = 'application/scim+json; charset=utf-8';

/** A door that takes the request as Node gives it: Express would be half the cost of a GET. */
export type ScimDoor = {
  (request: IncomingMessage, response: ServerResponse): void;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
};

const MOUNT = '/scim/v2';

/** Whether the request's address is below the door's. */
export function isForScim({ url = '' }: IncomingMessage): boolean {
  return url.startsWith(MOUNT) && (url.length === MOUNT.length || /[/?]/.test(url.charAt(MOUNT.length)));
}

/** The door for identity providers' SCIM clients. It ignores cookies. */
export function scimDoor(options: ScimDoorOptions): ScimDoor {
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    answer(options, request, response).catch((error: unknown) => {
      options.log.error({ err: error }, 'an answer could not be written');
      response.destroy();
    });
  };
  return Object.assign(handle, {
    routes: scimRoutes.map(({ method, path }) => ({ method, path: `${MOUNT}/:directory${path}` })),
  });
}

type Address = {
  directory: string;
  name: string;
  id: string;
  hasId: boolean;
  isTooLong: boolean;
  query: string;
};
type Told = { route: string; organization: string | undefined };

async function answer(options: ScimDoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const arrival = arrive();
  const told: Told = { route: 'unknown', organization: undefined };
  const { requestId } = arrival;
  let result: Answer;
  try {
    result = await answerFor(options, { request, arrival, told });
  } catch (error) {
    result = scimError(failureOf(error, { log: options.log, requestId }));
  }
  writeAnswer(response, result, { contentType: CONTENT_TYPE, requestId });
  options.observe(arrival, { door: 'scim', method: request.method ?? '', status: result.status, ...told });
}

async function answerFor(
  { perform, gate, lastUsed, baseUrl }: ScimDoorOptions,
  { request, arrival, told }: { request: IncomingMessage; arrival: Arrival; told: Told },
): Promise<Answer> {
  const address = addressOf(request.url ?? '/');
  const secret = bearerOf(request.headers.authorization);
  const credential = await gate.admit({ directory: address.directory, secret }, arrival.now);
  if (credential === undefined) {
    throw new Refusal(
      'unauthenticated',
      'This token does not count here: it is unknown, expired or revoked, or belongs to another directory. Check the base URL and the token.',
    );
  }
  told.organization = credential.organizationId;
  lastUsed.used(credential, arrival.now);
  const route = routeOf(address, request.method ?? '');
  told.route = `${MOUNT}/:directory${route.path}`;
  const context = contextOf(arrival, credential.organizationId, credential.actor);
  const base = `${baseUrl}${MOUNT}/${address.directory}`;
  return route.answer(scimRequest(request, { perform, context, base, id: address.id, query: address.query }));
}

function routeOf({ name, hasId, isTooLong }: Address, method: string): ScimRoute {
  const routes = isTooLong ? [] : routesAt(name, hasId);
  if (routes.length === 0) {
    throw new Refusal(
      'not_found',
      'There is nothing at this address. The base URL is followed by /Users, /ServiceProviderConfig, /ResourceTypes or /Schemas.',
    );
  }
  const route = routes.find((each) => each.method === method);
  if (route === undefined) throw new MethodNotAllowed(routes.map((each) => each.method));
  return route;
}

function addressOf(url: string): Address {
  const mark = url.indexOf('?');
  const path = url.slice(MOUNT.length, mark === -1 ? undefined : mark);
  const [, directory = '', name = '', id, ...more] = path.split('/');
  return {
    directory,
    name,
    id: decoded(id ?? ''),
    hasId: id !== undefined && id !== '',
    isTooLong: more.some((each) => each !== ''),
    query: mark === -1 ? '' : url.slice(mark + 1),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
