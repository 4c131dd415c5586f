import { enterpriseUserSchema, userSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { type Attribute, externalId } from '../../../../src/core/resources/attributes.rules.ts';
import type { FaultCode } from '../../../../src/core/resources/fault.rules.ts';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** What the model says instead of a ResourceFault. */
export class ModelFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode) {
    super(code);
    this.code = code;
  }
}

/** Throws a ModelFault. */
export function refuse(code: FaultCode): never {
  throw new ModelFault(code);
}

/** null, absent, [] and "" say nothing. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What is not kept: nothing, and objects that hold nothing. */
export function isBlank(value: unknown): boolean {
  return isNothing(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** The value of an attribute as it is kept; undefined for none. Slow and plain: the second opinion on readValue. */
export function toValue(attribute: Attribute, claimed: unknown): unknown {
  if (!attribute.multiValued) {
    return toOne(attribute, Array.isArray(claimed) && claimed.length < 2 ? claimed[0] : claimed);
  }
  const elements = (Array.isArray(claimed) ? claimed : [claimed]).map((each) => toElement(attribute, each));
  const kept = elements.filter((each) => each !== undefined);
  if (kept.filter(({ primary }) => primary === true).length > 1) refuse('invalid_value');
  return kept.length === 0 ? undefined : kept;
}

/** An element of a multi-valued attribute; undefined for none. */
export function toElement(attribute: Attribute, claimed: unknown): Json | undefined {
  return claimed === null || claimed === '' ? undefined : toObject(attribute, claimed);
}

function toOne(attribute: Attribute, claimed: unknown): unknown {
  if (claimed === null || claimed === undefined) return undefined;
  if (claimed === '' && !attribute.required) return undefined;
  if (attribute.type === 'boolean') {
    if (typeof claimed === 'boolean') return claimed;
    const text = typeof claimed === 'string' ? claimed.toLowerCase() : refuse('invalid_value');
    return text === 'true' || (text === 'false' ? false : refuse('invalid_value'));
  }
  if (attribute.type === 'complex') {
    const hasValue = attribute.subAttributes?.some(({ name }) => name === 'value');
    return toObject(attribute, typeof claimed === 'string' && hasValue ? { value: claimed } : claimed);
  }
  if (typeof claimed !== 'string' || (attribute.required && claimed.trim() === '')) refuse('invalid_value');
  return claimed;
}

function toObject(attribute: Attribute, claimed: unknown): Json | undefined {
  const parts = toParts(attribute.subAttributes ?? [], claimed).map(([part, value]) => [
    part.name,
    toValue(part, value),
  ]);
  const read = Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as Json;
  return isBlank(read) ? undefined : read;
}

/** What an object says of the attributes that a client may write, under their names in any case. */
export function toParts(attributes: readonly Attribute[], claimed: unknown): [Attribute, unknown][] {
  if (typeof claimed !== 'object' || claimed === null || Array.isArray(claimed)) refuse('invalid_value');
  const parts: [Attribute, unknown][] = [];
  for (const [name, value] of Object.entries(claimed)) {
    const attribute = attributes.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (attribute === undefined || attribute.mutability === 'readOnly') continue;
    if (parts.some(([each]) => each === attribute)) refuse('malformed');
    parts.push([attribute, value]);
  }
  return parts;
}

/** Without what is blank, at any depth. */
export function pruned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(pruned).filter((each) => !isBlank(each));
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [name, pruned(each)] as const)
      .filter(([, each]) => !isBlank(each)),
  );
}

/** The resource as it is shown: nothing blank, the manager's reference made, the schemas in use named. */
export function canonicalModel(resource: Json): Json {
  const { schemas: _, ...rest } = pruned(resource) as Json;
  const manager = (rest[enterpriseUserSchema.id] as { manager?: Json } | undefined)?.manager;
  if (manager !== undefined) {
    const id = String(manager['value']);
    delete manager['$ref'];
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)) manager['$ref'] = `../Users/${id}`;
  }
  const shown = pruned(rest) as Json;
  const isOwn = (name: string) => name === externalId.name || userSchema.attributes.some((each) => each.name === name);
  const extensions = Object.keys(shown).filter((name) => !isOwn(name) && name !== enterpriseUserSchema.id);
  const used = [...(enterpriseUserSchema.id in shown ? [enterpriseUserSchema.id] : []), ...extensions.toSorted()];
  return { schemas: [userSchema.id, ...used], ...shown };
}
