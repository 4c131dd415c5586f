import type { Answer } from './answers.ts';
import type { Asked } from './asked.ts';
import { bulk } from './bulk.ts';
import { discovery } from './discovery.ts';
import { listed } from './lists.ts';
import { queryIn, searchRequestIn } from './queries.ts';
import { Refused } from './refused.ts';
import { create, patch, read, remove, replace } from './resources.ts';
import type { Kind, World } from './world.ts';

type Handler = (world: World, asked: Asked) => Answer | Promise<Answer>;

type Methods = Readonly<Record<string, Handler>>;

const BOTH = ['User', 'Group'] as const;

/** Answers a request whose client is let in. Throws Refused, ResourceFault, and Refusal not_found. */
export async function routed(world: World, asked: Asked): Promise<Answer> {
  const { segments, method, names } = asked;
  if (world.has('unknown-parameter-refused') && names.some((name) => !PARAMETERS.has(name)))
    throw new Refused(400, 'A parameter is unknown.', { scimType: 'invalidValue' });
  const methods = methodsAt(world, segments);
  if (methods === undefined) throw new Refused(404, 'There is nothing at this address.');
  const handler = methods[method];
  if (handler !== undefined) return handler(world, asked);
  if (world.has('wrong-method-404')) throw new Refused(404, 'There is nothing at this address.');
  const headers = world.has('405-without-allow') ? {} : { allow: Object.keys(methods).join(', ') };
  throw new Refused(405, `${method} is not for this address.`, { headers });
}

const PARAMETERS = new Set([
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
  'attributes',
  'excludedAttributes',
]);

function methodsAt(world: World, segments: readonly string[]): Methods | undefined {
  const [name = '', id, ...more] = segments;
  if (more.length > 0) return undefined;
  const lower = name.toLowerCase();
  if (lower === 'users') return methodsOf('User', id);
  if (lower === 'groups') return methodsOf('Group', id);
  if (DISCOVERY.has(lower) && (id === undefined || lower !== 'serviceproviderconfig'))
    return world.has('discovery-writable') ? { GET: discovery, POST: discovery } : { GET: discovery };
  return id === undefined ? ELSEWHERE.get(lower) : undefined;
}

const DISCOVERY = new Set(['serviceproviderconfig', 'resourcetypes', 'schemas']);

const ELSEWHERE = new Map<string, Methods>([
  ['', { GET: (world, asked) => listed(world, rootKinds(world), queryIn(world, asked)) }],
  ['.search', { POST: (world, asked) => searched(world, rootKinds(world), asked) }],
  ['bulk', { POST: (world, asked) => bulk(world, asked, routed) }],
  ['me', { GET: me, POST: me, PUT: me, PATCH: me, DELETE: me }],
]);

function rootKinds(world: World): readonly Kind[] {
  return world.has('root-query-finds-users-alone') ? ['User'] : BOTH;
}

function methodsOf(kind: Kind, id: string | undefined): Methods {
  if (id === '.search') return { POST: (world, asked) => searched(world, [kind], asked) };
  if (id === undefined)
    return {
      GET: (world, asked) => listed(world, [kind], queryIn(world, asked)),
      POST: (world, asked) => create(world, kind, asked),
    };
  return {
    GET: (world, asked) => read(world, kind, asked),
    PUT: (world, asked) => replace(world, kind, asked),
    PATCH: (world, asked) => patch(world, kind, asked),
    DELETE: (world, asked) => remove(world, kind, asked),
  };
}

function searched(world: World, kinds: readonly Kind[], asked: Asked): Answer {
  if (world.has('search-404')) throw new Refused(404, 'There is nothing at this address.');
  return listed(world, kinds, searchRequestIn(world, asked));
}

/** RFC 7644 §3.11: the token is no user's. */
function me(world: World): Answer {
  const [first] = [...world.resources.values()].filter(({ kind }) => kind === 'User');
  if (world.has('me-is-somebody') && first !== undefined) return { status: 200, body: { id: first.id } };
  throw new Refused(501, 'This token is nobody’s.');
}
