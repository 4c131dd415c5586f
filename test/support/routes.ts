import type { Building } from '../../src/app.ts';

/** One address that the service answers, `GET /scim/v2/:directory/Users/:id`. */
export type RouteKey = `${string} ${string}`;

type Layer = {
  readonly handle: Handle;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly match: (path: string) => boolean;
  readonly path?: string;
};

type Handle = ((...all: never[]) => unknown) & {
  readonly stack?: readonly Layer[];
};

/** Where doors may be mounted; Express keeps a mount only as something that matches. */
const MOUNTS = ['/api/v1', '/account', '/admin', '/system', '/oidc', '/sso'];

/**
 * Every route of the running application, read from its router. Throws when it meets something mounted that tells
 * nothing of its routes: such a door would go untested.
 */
export function routesOf({ scim, app }: Building): RouteKey[] {
  const first = scim.routes.map(({ method, path }): RouteKey => `${method} ${path}`);
  const others = app.router.stack.flatMap((layer: unknown) => routesOfLayer(layer as Layer, ''));
  return [...first, ...others];
}

function routesOfLayer(layer: Layer, base: string): RouteKey[] {
  const { handle, route } = layer;
  if (route !== undefined) return routeKeys(route, base);
  const mount = `${base}${mountOf(layer)}`;
  if (handle.stack !== undefined) return handle.stack.flatMap((each) => routesOfLayer(each, mount));
  if (isFallback(handle)) return [];
  throw new Error(`something is mounted at ${mount || '/'} that does not tell its routes: ${handle.name}`);
}

function routeKeys({ path, methods }: NonNullable<Layer['route']>, base: string): RouteKey[] {
  const named = Object.keys(methods).filter((method) => method !== '_all');
  return named.map((method): RouteKey => `${method.toUpperCase()} ${base}${path}`);
}

function mountOf(layer: Layer): string {
  if (layer.match('/nobody-mounts-here')) return '';
  const mount = MOUNTS.find((path) => layer.match(path));
  if (mount === undefined) throw new Error('a door is mounted at an address that this test does not know');
  return mount;
}

/** Error handlers and the last word, which answers 404 to everything. */
function isFallback(handle: Handle): boolean {
  return handle.length === 4 || handle.name === 'nothingHere';
}
