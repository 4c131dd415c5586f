import { enterpriseUserSchema } from '../../../src/core/resources/attribute-table.rules.ts';
import { isObject } from '../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../src/core/users/user-resource.rules.ts';
import {
  resourceTypeNamed,
  resourceTypes,
  schemaNamed,
  schemas,
  serviceProviderConfig,
} from '../../../src/edge/scim/discovery.ts';
import type { Answer } from './answers.ts';
import { type Asked, MAX_BYTES } from './asked.ts';
import { MAX_OPERATIONS } from './bulk.ts';
import { DEFAULT_PAGE, MAX_PAGE } from './queries.ts';
import { notFound, Refused } from './refused.ts';
import { MODEL_URL, ON_REQUEST, type World } from './world.ts';

type Json = Record<string, unknown>;

/** ServiceProviderConfig, ResourceTypes and Schemas (RFC 7644 §4). Throws Refused, and Refusal not_found. */
export function discovery(world: World, asked: Asked): Answer {
  const { segments, id, parameter } = asked;
  if (parameter('filter') !== null && !world.has('discovery-filtered'))
    throw new Refused(403, 'Discovery cannot be filtered.');
  const name = (segments[0] ?? '').toLowerCase();
  if (name === 'serviceproviderconfig' && world.has('config-404')) throw notFound(name);
  if (name === 'serviceproviderconfig') return { status: 200, body: config(world) };
  if (id !== '' && world.has('discovery-by-id-404')) throw notFound(id);
  const text =
    name === 'schemas'
      ? id === ''
        ? schemas(MODEL_URL)
        : schemaNamed(MODEL_URL, id)
      : id === ''
        ? resourceTypes(MODEL_URL)
        : resourceTypeNamed(MODEL_URL, id);
  return { status: 200, body: told(world, JSON.parse(text) as Json) };
}

function config(world: World): Json {
  const known = JSON.parse(serviceProviderConfig(MODEL_URL)) as Json;
  const { authenticationSchemes, ...others } = {
    ...known,
    bulk: { supported: true, maxOperations: MAX_OPERATIONS, maxPayloadSize: MAX_BYTES },
    filter: { supported: true, maxResults: MAX_PAGE },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: DEFAULT_PAGE,
      maxPageSize: MAX_PAGE,
    },
  } as Json;
  if (world.has('config-without-authentication')) return others;
  if (world.has('config-without-limits')) return { ...others, authenticationSchemes, filter: { supported: true } };
  if (world.has('config-without-change-password'))
    return { ...others, authenticationSchemes, changePassword: undefined };
  if (world.has('pagination-half-told')) return { ...others, authenticationSchemes, pagination: { cursor: true } };
  return { ...others, authenticationSchemes };
}

/** What discovery says; servers with a fault say what is not so. */
function told(world: World, body: Json): Json {
  if (Array.isArray(body['Resources'])) {
    const isLeftOut = ({ id }: Json) => id === enterpriseUserSchema.id && world.has('enterprise-schema-not-told');
    const Resources = (body['Resources'] as Json[]).filter((each) => !isLeftOut(each)).map((each) => told(world, each));
    return world.has('discovery-as-bare-list') ? { Resources } : { ...body, Resources };
  }
  if (body['name'] === 'User' && world.has('extension-not-in-resource-type'))
    return { ...body, schemaExtensions: undefined };
  if (body['id'] !== userResource.core.id) return body;
  const mended = withAttribute(body, ON_REQUEST, { returned: 'request' });
  if (world.has('attribute-not-told'))
    return { ...mended, attributes: attributesIn(mended).filter((each) => each['name'] !== 'nickName') };
  if (world.has('sub-attributes-half-told')) return withBareParts(mended);
  if (world.has('groups-told-writable')) return withAttribute(mended, 'groups', { mutability: 'readWrite' });
  if (!world.has('user-name-not-told-unique')) return mended;
  return withAttribute(mended, 'userName', { uniqueness: 'none', required: false });
}

/** A schema whose sub-attributes do not say whether they are multi-valued. */
function withBareParts(schema: Json): Json {
  const attributes = attributesIn(schema).map((each) =>
    Array.isArray(each['subAttributes'])
      ? { ...each, subAttributes: each['subAttributes'].map((part: Json) => ({ ...part, multiValued: undefined })) }
      : each,
  );
  return { ...schema, attributes };
}

function attributesIn(schema: Json): Json[] {
  return Array.isArray(schema['attributes']) ? schema['attributes'].filter(isObject) : [];
}

/** A schema of which one attribute is told otherwise. */
function withAttribute(schema: Json, name: string, change: Json): Json {
  const attributes = attributesIn(schema).map((each) => (each['name'] === name ? { ...each, ...change } : each));
  return { ...schema, attributes };
}
