import { type ZodType, z } from 'zod';
import type { ApiRoute } from './route.ts';

/** RFC 9457, with our code, the field in question, and the request's id. */
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  field: z.string().optional(),
  requestId: z.string(),
});

const always = { 401: 'The key does not count.', 403: 'The key may not do this.', 503: 'Not now; see Retry-After.' };
const sometimes = {
  404: 'There is no such thing here.',
  409: 'It conflicts with what is there.',
  422: 'A value is not valid.',
};

function schemaOf(schema: ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function json(schema: object, type = 'application/json') {
  return { content: { [type]: { schema } } };
}

function refusal(description: string) {
  return { description, ...json({ $ref: '#/components/schemas/Problem' }, 'application/problem+json') };
}

function parametersOf({ path, query }: ApiRoute) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  const { properties = {} } = query ? schemaOf(query, 'input') : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
  return [...inPath, ...inQuery];
}

function operationOf(route: ApiRoute) {
  const { operationId, summary, body, status, answers, refuses = [] } = route;
  const refusals = [
    ...Object.entries(always),
    ...(body ? [['400', 'The body is not JSON, or too deep.'] as const] : []),
    ...refuses.map((code) => [`${code}`, sometimes[code]] as const),
  ];
  return {
    operationId,
    summary,
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: true, ...json(schemaOf(body, 'input')) } } : {}),
    responses: {
      [status]: { description: summary, ...(answers ? json(schemaOf(answers, 'output')) : {}) },
      ...Object.fromEntries(refusals.map(([code, description]) => [code, refusal(description)])),
    },
  };
}

/** The OpenAPI 3.1 document of the management API, made from the schemas that the verbs themselves check with. */
export function openApi(routes: readonly ApiRoute[], { baseUrl, version }: { baseUrl: string; version: string }) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Drawbridge management API', version },
    servers: [{ url: `${baseUrl}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An operator key.' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}
