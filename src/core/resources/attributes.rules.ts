/** One attribute as RFC 7643 §2.2 and §7 describe it. */
export type Attribute = {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact?: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
};

/** A schema, core or extension, named by its URN. */
export type Schema = { readonly id: string; readonly name: string; readonly attributes: readonly Attribute[] };

/** A resource's schemas, ready for look-ups without case (RFC 7643 §2.1). */
export type ResourceType = {
  readonly core: Schema;
  readonly extensions: readonly Schema[];
  /** Core attributes by lower-cased name. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Extensions by lower-cased URN. */
  readonly byUrn: ReadonlyMap<string, Extension>;
};

/** An extension seen as an attribute that is named by its URN and has the schema's attributes as sub-attributes. */
export type Extension = Attribute & { readonly subAttributes: readonly Attribute[] };

/** externalId belongs to every resource (RFC 7643 §3.1) and to no schema. */
export const externalId: Attribute = {
  name: 'externalId',
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: true,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
};

/** Prepares a core schema and its extensions. */
export function resourceType(core: Schema, extensions: readonly Schema[]): ResourceType {
  return {
    core,
    extensions,
    attributes: new Map([externalId, ...core.attributes].map((attribute) => [attribute.name.toLowerCase(), attribute])),
    byUrn: new Map(extensions.map((schema) => [schema.id.toLowerCase(), asAttribute(schema)])),
  };
}

/** An extension as an attribute. */
export function asAttribute(schema: Pick<Schema, 'id' | 'attributes'>): Extension {
  return {
    name: schema.id,
    type: 'complex',
    multiValued: false,
    required: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    subAttributes: schema.attributes,
  };
}

type Parts = { readonly byName: ReadonlyMap<string, Attribute>; readonly reference: Attribute | undefined };

const partsOfAttributes = new WeakMap<Attribute, Parts>();

function partsOf(attribute: Attribute): Parts {
  const known = partsOfAttributes.get(attribute);
  if (known !== undefined) return known;
  const byName = new Map((attribute.subAttributes ?? []).map((sub) => [sub.name.toLowerCase(), sub]));
  const reference = attribute.multiValued ? undefined : byName.get('$ref');
  const isUser = reference?.referenceTypes?.length === 1 && reference.referenceTypes[0] === 'User';
  const built = { byName, reference: isUser ? reference : undefined };
  partsOfAttributes.set(attribute, built);
  return built;
}

/** The sub-attributes of a complex attribute by lower-cased name. */
export function subAttributesOf(attribute: Attribute): ReadonlyMap<string, Attribute> {
  return partsOf(attribute).byName;
}

/** The `$ref` of an attribute that points at one user: the server makes it from `value` (RFC 7643 §4.3). */
export function madeReference(attribute: Attribute): Attribute | undefined {
  return partsOf(attribute).reference;
}

const URN = /^urn:[^:]/i;
const PROTOCOL = /^urn:ietf:params:scim:(?:schemas:core|api)(?::|$)/i;

/**
 * Whether a name is that of an extension that this type does not know: a URN that is neither one of its schemas, nor
 * an attribute of one, nor where the protocol keeps its own.
 */
export function isUnknownUrn(type: ResourceType, name: string): boolean {
  return isUrn(name) && !PROTOCOL.test(name) && knownUrnOf(type, name) === undefined;
}

/** The schema's URN, in lower case, that a path or name starts with; an older Entra ID dialect puts a dot behind it. */
export function knownUrnOf(type: ResourceType, name: string): string | undefined {
  if (!isUrn(name)) return undefined;
  const lower = name.toLowerCase();
  const isBefore = (urn: string) => lower.startsWith(urn) && [undefined, ':', '.'].includes(lower[urn.length]);
  const core = type.core.id.toLowerCase();
  return isBefore(core) ? core : [...type.byUrn.keys()].find(isBefore);
}

/** Asked of every name of every resource: most are told by one character. */
function isUrn(name: string): boolean {
  return name[3] === ':' && URN.test(name);
}
