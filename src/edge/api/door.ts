import { type NextFunction, type Request, type Response, Router } from 'express';
import { eventCatalogue } from '../../core/events.ts';
import { noSuchOrganization } from '../../core/organizations/organization.ts';
import type { Perform } from '../../core/perform.ts';
import { isId, newId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isSameSecret, type Seal } from '../../platform/secrets.ts';
import { writeAnswer } from '../http/answer.ts';
import { bearerOf } from '../http/bearer.ts';
import { hasBody, readJson } from '../http/body.ts';
import { arrive, contextOf } from '../http/context.ts';
import type { Observe } from '../http/observe.ts';
import { PROBLEM_TYPE, problem } from '../http/problem.ts';
import { type Failure, failureOf, MethodNotAllowed } from '../http/refusals.ts';
import { directoryRoutes } from './directories.ts';
import { directoryClientRoutes } from './directory-clients.ts';
import { openApi } from './openapi.ts';
import { organizationRoutes } from './organizations.ts';
import type { ApiRoute } from './route.ts';
import { scimRequestRoutes } from './scim-requests.ts';
import { userRoutes } from './users.ts';

export type ApiDoorOptions = {
  readonly perform: Perform;
  /** The operators' keys by name. */
  readonly operatorKeys: ReadonlyMap<string, string>;
  readonly cursors: Seal;
  /** Where the keys of issuers may be fetched besides public addresses. */
  readonly allowedPrivateNetworks: readonly string[];
  readonly baseUrl: string;
  readonly version: string;
  readonly log: Log;
  readonly observe: Observe;
};

/** The management API, to be mounted at /api/v1. */
export function apiDoor(options: ApiDoorOptions): Router {
  const described = [
    ...organizationRoutes,
    ...directoryRoutes,
    ...directoryClientRoutes(options),
    ...scimRequestRoutes(options.cursors),
    ...userRoutes(options.cursors),
    eventTypesRoute,
  ];
  const document = openApi(described, options);
  const router = Router({ caseSensitive: true });
  router.get('/openapi.json', (_request, response) => {
    const { requestId } = arrive();
    writeAnswer(response, { status: 200, body: JSON.stringify(document) }, { contentType: JSON_TYPE, requestId });
  });
  for (const route of described)
    router[route.method](route.path, (request, response) => handle(options, route, { request, response }));
  const methods = Map.groupBy(described, ({ path }) => path);
  for (const [path, routes] of methods) router.all(path, () => refuseMethod(routes));
  router.use(function nothingHere() {
    throw new Refusal('not_found', 'There is nothing at this address. See /api/v1/openapi.json.');
  });
  // oxlint-disable-next-line eslint/max-params -- Express knows an error handler by its four parameters
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    fail(options, error, { request, response }),
  );
  return router;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const eventTypesRoute: ApiRoute = {
  method: 'get',
  path: '/event-types',
  operationId: 'listEventTypes',
  summary: 'The catalogue of everything that can happen, with a JSON Schema for the details of each.',
  scope: 'installation',
  status: 200,
  answer: async () => eventCatalogue(),
};

type Exchange = { readonly request: Request; readonly response: Response };

async function handle(options: ApiDoorOptions, route: ApiRoute, { request, response }: Exchange): Promise<void> {
  const arrival = arrive();
  const { requestId } = arrival;
  response.locals = { arrival, route: route.path };
  const operator = operatorOf(options, request);
  const context = contextOf(arrival, organizationFor(route, request), { kind: 'operator', id: operator });
  const value = await route.answer({
    perform: options.perform,
    context,
    params: request.params as Record<string, string>,
    query: Object.fromEntries(new URL(request.originalUrl, 'http://localhost').searchParams),
    body: route.body !== undefined && hasBody(request) ? await readJson(request) : {},
    baseUrl: options.baseUrl,
  });
  const body = route.status === 204 ? '' : JSON.stringify(value);
  writeAnswer(response, { status: route.status, body }, { contentType: JSON_TYPE, requestId });
  observe(options, { request, response });
}

function organizationFor(route: ApiRoute, request: Request): string {
  if (route.scope !== undefined) return newId();
  const claimed = String(request.params['organization']);
  if (!isId(claimed)) throw noSuchOrganization();
  return claimed;
}

/** Every key is compared, so that the time says nothing about which one came close. */
function operatorOf({ operatorKeys }: ApiDoorOptions, request: Request): string {
  const claimed = bearerOf(request.headers.authorization);
  const names = [...operatorKeys].filter(([, key]) => isSameSecret(claimed, key)).map(([name]) => name);
  if (names[0] === undefined) throw new Refusal('unauthenticated', 'This key does not count here.');
  return names[0];
}

function refuseMethod(routes: readonly ApiRoute[]): never {
  throw new MethodNotAllowed(routes.map(({ method }) => method.toUpperCase()));
}

function fail(options: ApiDoorOptions, error: unknown, { request, response }: Exchange): void {
  const { requestId } = (response.locals['arrival'] ??= arrive());
  const failure = failureOf(error, { log: options.log, requestId });
  const answer = problem({ ...failure, status: statusAt(failure) }, requestId);
  writeAnswer(response, answer, { contentType: PROBLEM_TYPE, requestId });
  observe(options, { request, response });
}

/** What was understood but is not valid is 422 here (RFC 9110 §15.5.21). */
function statusAt({ code, status }: Failure): number {
  return code === 'invalid_value' ? 422 : status;
}

function observe(options: ApiDoorOptions, { request, response }: Exchange): void {
  const route = `/api/v1${response.locals['route'] ?? '/unknown'}`;
  options.observe(response.locals['arrival'], {
    door: 'api',
    method: request.method,
    route,
    status: response.statusCode,
    organization: request.params['organization']?.toString(),
  });
}
