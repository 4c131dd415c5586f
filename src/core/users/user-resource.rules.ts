import { enterpriseUserSchema, userSchema } from '../resources/attribute-table.rules.ts';
import { resourceType } from '../resources/attributes.rules.ts';
import { type Canonical, isObject, readResource } from '../resources/codec.rules.ts';
import { ResourceFault } from '../resources/fault.rules.ts';
import { foldKey, MAX_KEY_BYTES } from '../resources/fold.rules.ts';

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
  readonly emails: readonly EmailRow[];
};

/** Reads a User as POST and PUT carry it. Throws ResourceFault. */
export function readUser(claimed: unknown): UserRecord {
  return recordOf(readResource(userResource, claimed));
}

/** What is kept of a canonical User. Throws ResourceFault when a key is too long to be indexed. */
export function recordOf(canonical: Canonical): UserRecord {
  const { active, ...attributes } = canonical;
  const userName = String(attributes['userName']);
  const externalId = typeof attributes['externalId'] === 'string' ? attributes['externalId'] : null;
  return {
    userName,
    userNameKey: indexable(foldKey(userName), 'userName'),
    externalId: externalId === null ? null : indexable(externalId, 'externalId'),
    active: typeof active === 'boolean' ? active : undefined,
    attributes: JSON.stringify(attributes),
    emails: emailsOf(attributes['emails']),
  };
}

/** The canonical User of what is kept. */
export function canonicalOf(attributes: string, active: boolean): Canonical {
  return { ...(JSON.parse(attributes) as Canonical), active };
}

const names = [...userResource.attributes.values(), ...userResource.byUrn.values()].map(({ name }) => name);

/** The names of the attributes that differ, in table order. */
export function changedAttributes(before: Canonical, after: Canonical): string[] {
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function indexable(key: string, field: string): string {
  if (Buffer.byteLength(key) <= MAX_KEY_BYTES) return key;
  throw new ResourceFault('invalid_value', `${field} is longer than ${MAX_KEY_BYTES} bytes. Shorten it.`, field);
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
