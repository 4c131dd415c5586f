import { groupSchema } from '../resources/attribute-table.rules.ts';
import { resourceType } from '../resources/attributes.rules.ts';
import { type Canonical, isObject, readResource } from '../resources/codec.rules.ts';
import { foldKey } from '../resources/fold.rules.ts';
import { foldedDocument } from '../resources/folded.rules.ts';
import { indexable } from '../resources/indexable.rules.ts';
import { storedText } from '../resources/stored-text.rules.ts';
import { readMembers } from './members.rules.ts';

/** The Group resource as clients see it. */
export const groupResource = resourceType(groupSchema, []);

/** What is kept in the group's own row: everything but the members, who are rows of their own. */
export const groupProfile = resourceType(
  { ...groupSchema, attributes: groupSchema.attributes.filter(({ name }) => name !== 'members') },
  [],
);

/** A group as it is kept: what is looked up in columns of its own, the rest as canonical JSON. */
export type GroupRecord = {
  readonly displayName: string;
  readonly displayNameKey: string;
  readonly externalId: string | null;
  /** Canonical JSON without id, members and meta. */
  readonly attributes: string;
  /** The same with texts folded, for filters. */
  readonly folded: string;
};

/** Reads a Group, without its members, as POST and PUT carry it. Throws ResourceFault. */
export function readGroup(claimed: unknown): Canonical {
  return readResource(groupProfile, claimed);
}

/** The ids of the members that a whole Group names. Throws ResourceFault. */
export function membersIn(claimed: unknown): string[] {
  if (!isObject(claimed)) return [];
  const key = Object.keys(claimed).find((each) => each.toLowerCase() === 'members');
  return key === undefined ? [] : readMembers(claimed[key], 'members');
}

/** What is kept of a canonical Group. Throws ResourceFault when a key is too long to be indexed. */
export function recordOfGroup(canonical: Canonical): GroupRecord {
  const displayName = String(canonical['displayName']);
  const externalId = typeof canonical['externalId'] === 'string' ? canonical['externalId'] : null;
  return {
    displayName,
    displayNameKey: indexable(foldKey(displayName), 'displayName'),
    externalId: externalId === null ? null : indexable(externalId, 'externalId'),
    attributes: storedText(canonical),
    folded: foldedDocument(groupProfile, canonical),
  };
}

const names = [...groupProfile.attributes.keys()].map((key) => groupProfile.attributes.get(key)?.name ?? key);

/** The names of the attributes that differ, in table order; unknown extensions after them. */
export function changedGroupAttributes(before: Canonical, after: Canonical): string[] {
  return [...new Set([...names, ...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => name !== 'schemas' && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}
