import type { Answer } from '../http/answer.ts';
import { resourceTypeNamed, resourceTypes, schemaNamed, schemas, serviceProviderConfig } from './discovery.ts';
import type { ScimRequest } from './request.ts';
import { createOne, deleteOne, getOne, list, patchOne, replaceOne } from './users.ts';

/** One address under a directory's base, and what answers it. `:id` stands for one segment. */
export type ScimRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly answer: (request: ScimRequest) => Promise<Answer>;
};

function discovery(path: string, render: (request: ScimRequest) => string): ScimRoute {
  return {
    method: 'GET',
    path,
    answer: async (request) => {
      request.refuseFilter();
      return { status: 200, body: render(request) };
    },
  };
}

/** Everything that a directory's base URL answers. */
export const scimRoutes: readonly ScimRoute[] = [
  { method: 'GET', path: '/Users', answer: list },
  { method: 'POST', path: '/Users', answer: createOne },
  { method: 'GET', path: '/Users/:id', answer: getOne },
  { method: 'PUT', path: '/Users/:id', answer: replaceOne },
  { method: 'PATCH', path: '/Users/:id', answer: patchOne },
  { method: 'DELETE', path: '/Users/:id', answer: deleteOne },
  discovery('/ServiceProviderConfig', ({ base }) => serviceProviderConfig(base)),
  discovery('/ResourceTypes', ({ base }) => resourceTypes(base)),
  discovery('/ResourceTypes/:id', ({ base, id }) => resourceTypeNamed(base, id)),
  discovery('/Schemas', ({ base }) => schemas(base)),
  discovery('/Schemas/:id', ({ base, id }) => schemaNamed(base, id)),
];

/** Routes by their first segment (without case) and by whether an id follows. */
const byShape = new Map<string, ScimRoute[]>();
for (const route of scimRoutes) {
  const [, name = '', id] = route.path.split('/');
  const shape = shapeOf(name, id !== undefined);
  byShape.set(shape, [...(byShape.get(shape) ?? []), route]);
}

function shapeOf(name: string, hasId: boolean): string {
  return `${name.toLowerCase()}${hasId ? '/' : ''}`;
}

/** The routes, one per method, of an address. */
export function routesAt(name: string, hasId: boolean): readonly ScimRoute[] {
  return byShape.get(shapeOf(name, hasId)) ?? [];
}
