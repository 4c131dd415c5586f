import { type Projection, project } from '../../../src/core/resources/projection.rules.ts';
import { type Kind, ON_REQUEST, typeOf, type World } from './world.ts';

/** A whole resource, and what the client wants to see of it. */
type Wanted = {
  readonly kind: Kind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly projection: Projection | undefined;
  readonly isListed: boolean;
};

/** What the client gets to see (RFC 7644 §3.9). */
export function viewOf(world: World, { kind, body, projection, isListed }: Wanted): object {
  const { password, ...others } = body;
  const isHidden = world.has('password-returned-in-lists') && !isListed;
  const whole: Record<string, unknown> = isHidden || password === undefined ? others : { ...others, password };
  if (world.has('id-excluded') && projection?.kind === 'except' && projection.names.includes('id')) delete whole['id'];
  const viewed = projectionFor(world, projection, isListed);
  const isNamed = viewed?.kind === 'only' && viewed.names.some((name) => name.includes(ON_REQUEST.toLowerCase()));
  const { [ON_REQUEST]: _, ...usual } = whole;
  const view = project(typeOf(kind), viewed, isNamed || world.has('shown-without-request') ? whole : usual);
  if (isListed && viewed === undefined && world.has('lists-show-names-alone'))
    return project(typeOf(kind), { kind: 'only', names: ['username', 'displayname', 'meta'] }, whole);
  if (viewed?.kind !== 'only' || !world.has('id-hidden-by-attributes')) return view;
  const { id, ...rest } = view;
  return viewed.names.includes('id') ? { id, ...rest } : rest;
}

function projectionFor(world: World, projection: Projection | undefined, isListed: boolean): Projection | undefined {
  if (projection === undefined) return undefined;
  const { kind, names } = projection;
  if (kind === 'only' && world.has('attributes-ignored')) return undefined;
  if (kind === 'only' && isListed && world.has('attributes-ignored-in-lists')) return undefined;
  if (kind === 'except' && world.has('excluded-attributes-ignored')) return undefined;
  if (kind === 'except' && names.includes('members') && world.has('excluded-members-shown')) return undefined;
  if (world.has('sub-attributes-not-selected')) return { kind, names: names.map((name) => name.replace(/\.\w+$/, '')) };
  return projection;
}
