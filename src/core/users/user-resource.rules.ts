import { enterpriseUserSchema, userSchema } from '../resources/attribute-table.rules.ts';
import { resourceType } from '../resources/attributes.rules.ts';
import { type Canonical, isObject, isSame, readResource, unknownExtensions } from '../resources/codec.rules.ts';
import { foldKey } from '../resources/fold.rules.ts';
import { foldedDocument } from '../resources/folded.rules.ts';
import { indexable } from '../resources/indexable.rules.ts';
import { storedText } from '../resources/stored-text.rules.ts';

/** The User resource: its core schema and the enterprise extension. */
export const userResource = resourceType(userSchema, [enterpriseUserSchema]);

/** An e-mail address of a user, as it is kept for look-ups. */
export type EmailRow = {
  readonly position: number;
  readonly value: string;
  readonly value_key: string;
  readonly type: string | null;
  readonly is_primary: boolean;
};

/** A user as it is kept: what is filtered by in columns of its own, the rest as canonical JSON. */
export type UserRecord = {
  readonly userName: string;
  readonly userNameKey: string;
  readonly externalId: string | null;
  /** Undefined when the client did not say. */
  readonly active: boolean | undefined;
  /** Canonical JSON without id, active and meta. */
  readonly attributes: string;
  /** The same with texts folded, for filters. */
  readonly folded: string;
  /** The manager, where the client names one by an id of ours; any other text is the client's own name for them. */
  readonly managerId: string | null;
  readonly emails: readonly EmailRow[];
};

/** Reads a User as POST and PUT carry it. Throws ResourceFault. */
export function readUser(claimed: unknown): UserRecord {
  return recordOf(readResource(userResource, claimed));
}

/** What is kept of a canonical User. Throws ResourceFault when a key is too long to be indexed, or the whole too long. */
export function recordOf(canonical: Canonical): UserRecord {
  const { active, ...attributes } = canonical;
  const userName = String(attributes['userName']);
  const externalId = typeof attributes['externalId'] === 'string' ? attributes['externalId'] : null;
  return {
    userName,
    userNameKey: indexable(foldKey(userName), 'userName'),
    externalId: externalId === null ? null : indexable(externalId, 'externalId'),
    active: typeof active === 'boolean' ? active : undefined,
    attributes: storedText(attributes),
    folded: foldedDocument(userResource, attributes),
    managerId: managerIdOf(attributes[enterpriseUserSchema.id]),
    emails: emailsOf(attributes['emails']),
  };
}

/** The canonical User of what is kept. */
export function canonicalOf(attributes: string, active: boolean): Canonical {
  return { ...(JSON.parse(attributes) as Canonical), active };
}

const names = [...userResource.attributes.values(), ...userResource.byUrn.values()].map(({ name }) => name);

/** The names of the attributes that differ, in table order; unknown extensions after them, in order of name. */
export function changedAttributes(before: Canonical, after: Canonical): string[] {
  const unknown = new Set([before, after].flatMap((resource) => unknownExtensions(userResource, resource)));
  return [...names, ...[...unknown].toSorted()].filter((name) => !isSame(before[name], after[name]));
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function managerIdOf(enterprise: unknown): string | null {
  const manager = isObject(enterprise) ? enterprise['manager'] : undefined;
  const value = isObject(manager) ? manager['value'] : undefined;
  return typeof value === 'string' && ID.test(value) ? value : null;
}

function emailsOf(emails: unknown): EmailRow[] {
  if (!Array.isArray(emails)) return [];
  const addressed = emails.filter(isObject).filter(({ value }) => typeof value === 'string');
  return addressed.map((email, position) => ({
    position,
    value: String(email['value']),
    value_key: indexable(foldKey(String(email['value'])), `emails[${position}].value`),
    type: typeof email['type'] === 'string' ? email['type'] : null,
    is_primary: email['primary'] === true,
  }));
}
