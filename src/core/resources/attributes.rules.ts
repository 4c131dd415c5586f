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

function asAttribute(schema: Schema): Extension {
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

const subAttributeMaps = new WeakMap<Attribute, ReadonlyMap<string, Attribute>>();

/** The sub-attributes of a complex attribute by lower-cased name. */
export function subAttributesOf(attribute: Attribute): ReadonlyMap<string, Attribute> {
  const known = subAttributeMaps.get(attribute);
  if (known !== undefined) return known;
  const built = new Map((attribute.subAttributes ?? []).map((sub) => [sub.name.toLowerCase(), sub]));
  subAttributeMaps.set(attribute, built);
  return built;
}
