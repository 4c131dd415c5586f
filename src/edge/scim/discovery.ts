import type { Attribute, Schema } from '../../core/resources/attributes.rules.ts';
import { userResource } from '../../core/users/user-resource.rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import { renderList, type ScimBase } from './render.ts';

/** The most resources on one page of a list. */
export const MAX_PAGE_SIZE = 1_000;

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const descriptions: Readonly<Record<string, string>> = {
  [userResource.core.id]: 'A person in this organization.',
  ...Object.fromEntries(userResource.extensions.map(({ id }) => [id, 'What an employer keeps about a person.'])),
};

/** What this server can do so far (RFC 7643 §5). */
export function serviceProviderConfig(base: ScimBase): string {
  return JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MAX_PAGE_SIZE },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token of this directory, sent in the Authorization header.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  });
}

function userResourceType(base: ScimBase) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'A person in this organization.',
    schema: userResource.core.id,
    schemaExtensions: userResource.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  };
}

/** All resource types (RFC 7643 §6). */
export function resourceTypes(base: ScimBase): string {
  return listOf([userResourceType(base)]);
}

/** One resource type by name. Refuses not_found. */
export function resourceTypeNamed(base: ScimBase, name: string): string {
  if (name !== 'User')
    throw new Refusal(
      'not_found',
      `There is no resource type ${JSON.stringify(name.slice(0, 60))}. See /ResourceTypes.`,
    );
  return JSON.stringify(userResourceType(base));
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
  return [userResource.core, ...userResource.extensions];
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
