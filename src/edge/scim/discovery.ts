import { groupResource } from '../../core/groups/group-resource.rules.ts';
import type { Attribute, Schema } from '../../core/resources/attributes.rules.ts';
import { CURSOR_TIMEOUT_SECONDS } from '../../core/search/search-cursor.ts';
import { userResource } from '../../core/users/user-resource.rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import { MAX_LARGE_BYTES } from '../http/body.ts';
import { MAX_BULK_OPERATIONS } from './bulk-request.ts';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './query.ts';
import { renderList, type ScimBase } from './render.ts';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const descriptions: Readonly<Record<string, string>> = {
  [userResource.core.id]: 'A person in this organization.',
  [groupResource.core.id]: 'A group of this directory, with users and groups in it.',
  ...Object.fromEntries(userResource.extensions.map(({ id }) => [id, 'What an employer keeps about a person.'])),
};

/** What this server can do (RFC 7643 §5, RFC 9865 §4). */
export function serviceProviderConfig(base: ScimBase): string {
  return JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: MAX_BULK_OPERATIONS, maxPayloadSize: MAX_LARGE_BYTES },
    filter: { supported: true, maxResults: MAX_PAGE_SIZE },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: DEFAULT_PAGE_SIZE,
      maxPageSize: MAX_PAGE_SIZE,
      cursorTimeout: CURSOR_TIMEOUT_SECONDS,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token of this directory, sent in the Authorization header.',
        primary: true,
      },
      {
        type: 'oauth2',
        name: 'OAuth 2.0 client credentials',
        description: `A token that a client of this directory fetches at ${tokenUrlOf(base)}, sent likewise.`,
        specUri: 'https://www.rfc-editor.org/rfc/rfc6749',
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  });
}

/** The token endpoint stands beside the directories, one for all. */
function tokenUrlOf(base: ScimBase): string {
  return base.replace(/\/v2\/[^/]*$/, '/oauth/token');
}

/** The resource types and where they are, by name. */
const types = { User: ['/Users', userResource], Group: ['/Groups', groupResource] } as const;

function describedType(base: ScimBase, name: keyof typeof types) {
  const [endpoint, { core, extensions }] = types[name];
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    endpoint,
    description: descriptions[core.id],
    schema: core.id,
    ...(extensions.length === 0
      ? {}
      : { schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })) }),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  };
}

/** All resource types (RFC 7643 §6). */
export function resourceTypes(base: ScimBase): string {
  return listOf([describedType(base, 'User'), describedType(base, 'Group')]);
}

/** One resource type by name. Refuses not_found. */
export function resourceTypeNamed(base: ScimBase, name: string): string {
  if (name !== 'User' && name !== 'Group')
    throw new Refusal(
      'not_found',
      `There is no resource type ${JSON.stringify(name.slice(0, 60))}. See /ResourceTypes.`,
    );
  return JSON.stringify(describedType(base, name));
}

function described(base: ScimBase, { id, name, attributes }: Schema) {
  return {
    schemas: [SCHEMA],
    id,
    name,
    description: descriptions[id],
    attributes: attributes.map(describedAttribute),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  };
}

/** RFC 7643 §7 asks for a description; the names speak for themselves. */
function describedAttribute(attribute: Attribute): object {
  const { subAttributes, ...rest } = attribute;
  const words = attribute.name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return {
    ...rest,
    description: words,
    ...(subAttributes ? { subAttributes: subAttributes.map(describedAttribute) } : {}),
  };
}

function allSchemas(): readonly Schema[] {
  return [userResource.core, ...userResource.extensions, groupResource.core];
}

/** All schemas (RFC 7643 §7). */
export function schemas(base: ScimBase): string {
  return listOf(allSchemas().map((schema) => described(base, schema)));
}

/** One schema by URN, in any case. Refuses not_found. */
export function schemaNamed(base: ScimBase, urn: string): string {
  const found = allSchemas().find(({ id }) => id.toLowerCase() === urn.toLowerCase());
  if (found === undefined)
    throw new Refusal('not_found', `There is no schema ${JSON.stringify(urn.slice(0, 100))}. See /Schemas.`);
  return JSON.stringify(described(base, found));
}

function listOf(documents: readonly object[]): string {
  return renderList(
    documents.map((document) => JSON.stringify(document)),
    { total: documents.length, startIndex: 1 },
  );
}
