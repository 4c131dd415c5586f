import type { Answer } from '../http/answer.ts';
import { resourceTypeNamed, resourceTypes, schemaNamed, schemas, serviceProviderConfig } from './discovery.ts';
import * as groups from './groups.ts';
import { refuseFilter, type ScimRequest } from './request.ts';
import { bulk, listAll, me, searchAll } from './root.ts';
import * as users from './users.ts';

/** One address under a directory's base, and what answers it. `:id` stands for one segment. */
export type ScimRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly answer: (request: ScimRequest) => Promise<Answer>;
  /** Where a body may be large: bulks, and the members of a group. */
  readonly isBodyLarge?: true;
};

function discovery(path: string, render: (request: ScimRequest) => string): ScimRoute {
  return {
    method: 'GET',
    path,
    answer: async (request) => {
      refuseFilter(request);
      return { status: 200, body: render(request) };
    },
  };
}

/** Everything that a directory's base URL answers. */
export const scimRoutes: readonly ScimRoute[] = [
  { method: 'GET', path: '/Users', answer: users.list },
  { method: 'POST', path: '/Users', answer: users.createOne },
  { method: 'POST', path: '/Users/.search', answer: users.search },
  { method: 'GET', path: '/Users/:id', answer: users.getOne },
  { method: 'PUT', path: '/Users/:id', answer: users.replaceOne },
  { method: 'PATCH', path: '/Users/:id', answer: users.patchOne },
  { method: 'DELETE', path: '/Users/:id', answer: users.deleteOne },
  { method: 'GET', path: '/Groups', answer: groups.list },
  { method: 'POST', path: '/Groups', answer: groups.createOne, isBodyLarge: true },
  { method: 'POST', path: '/Groups/.search', answer: groups.search },
  { method: 'GET', path: '/Groups/:id', answer: groups.getOne },
  { method: 'PUT', path: '/Groups/:id', answer: groups.replaceOne, isBodyLarge: true },
  { method: 'PATCH', path: '/Groups/:id', answer: groups.patchOne, isBodyLarge: true },
  { method: 'DELETE', path: '/Groups/:id', answer: groups.deleteOne },
  { method: 'GET', path: '', answer: listAll },
  { method: 'POST', path: '/.search', answer: searchAll },
  { method: 'POST', path: '/Bulk', answer: bulk, isBodyLarge: true },
  ...(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => ({ method, path: '/Me', answer: me })),
  discovery('/ServiceProviderConfig', ({ base }) => serviceProviderConfig(base)),
  discovery('/ResourceTypes', ({ base }) => resourceTypes(base)),
  discovery('/ResourceTypes/:id', ({ base, id }) => resourceTypeNamed(base, id)),
  discovery('/Schemas', ({ base }) => schemas(base)),
  discovery('/Schemas/:id', ({ base, id }) => schemaNamed(base, id)),
];

const byPath = Map.groupBy(scimRoutes, ({ path }) => path.toLowerCase());

/** The routes, one per method, of the segments behind the base: a name without case, and maybe an id. */
export function routesAt([name = '', id, ...more]: readonly string[]): readonly ScimRoute[] {
  if (more.length > 0) return [];
  const path = name === '' ? '' : `/${name.toLowerCase()}`;
  if (id === undefined) return byPath.get(path) ?? [];
  return byPath.get(`${path}/${id.toLowerCase()}`) ?? byPath.get(`${path}/:id`) ?? [];
}
