import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { failureOf, MethodNotAllowed } from '../http/refusals.ts';
import type { BulkCall } from './bulk.ts';
import { scimError } from './refusals.ts';
import type { ScimRequest } from './request.ts';
import { routesAt, type ScimRoute } from './routes.ts';

/** The route that answers this method at these segments. Throws Refusal not_found, and MethodNotAllowed. */
export function routeOf(segments: readonly string[], method: string): ScimRoute {
  const routes = routesAt(segments);
  if (routes.length === 0) {
    throw new Refusal(
      'not_found',
      'There is nothing at this address. The base URL is followed by /Users, /Groups, /Bulk, /.search, /Me, /ServiceProviderConfig, /ResourceTypes or /Schemas.',
    );
  }
  const route = routes.find((each) => each.method === method);
  if (route === undefined) throw new MethodNotAllowed(routes.map((each) => each.method));
  return route;
}

type Shared = Pick<ScimRequest, 'perform' | 'searches' | 'context' | 'base'>;

/** Answers the operations of a bulk as the requests that they stand for, by the same client and under the same id. */
export function dispatcher(shared: Shared, fault: { log: Log; requestId: string }): ScimRequest['dispatch'] {
  const dispatch: ScimRequest['dispatch'] = async ({ method, path, data, version }: BulkCall) => {
    try {
      const segments = path
        .split('/')
        .filter((segment) => segment !== '')
        .map(decodeURIComponent);
      return await routeOf(segments, method).answer({
        ...shared,
        id: segments[1] ?? '',
        ifMatch: version,
        ifNoneMatch: undefined,
        parameter: () => null,
        body: () => Promise.resolve(data),
        dispatch,
      });
    } catch (error) {
      if (error instanceof Refusal || error instanceof MethodNotAllowed) return scimError(failureOf(error, fault));
      throw error;
    }
  };
  return dispatch;
}
