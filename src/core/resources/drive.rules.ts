import type { ResourceType } from './attributes.rules.ts';
import { type Comparison, type Condition, joined } from './condition.rules.ts';

/** A stored key that an index finds rows by. */
export type DriveKey =
  | 'id'
  | 'userNameKey'
  | 'displayNameKey'
  | 'externalId'
  | 'member'
  | 'emailKey'
  | 'userNamePrefix';

/** The best first, by how few rows each can find. */
const ORDER: readonly DriveKey[] = [
  'id',
  'userNameKey',
  'displayNameKey',
  'externalId',
  'member',
  'emailKey',
  'userNamePrefix',
];

const KEYS_OF_USERS: Readonly<Record<string, DriveKey>> = {
  'id eq': 'id',
  'userName eq': 'userNameKey',
  'externalId eq': 'externalId',
  'emails.value eq': 'emailKey',
  'userName sw': 'userNamePrefix',
};

const KEYS_OF_GROUPS: Readonly<Record<string, DriveKey>> = {
  'id eq': 'id',
  'displayName eq': 'displayNameKey',
  'externalId eq': 'externalId',
  'members.value eq': 'member',
};

/** The rows that can meet a condition, by one key, and what is still to be checked of them; undefined for nothing. */
export type Drive = { readonly key: DriveKey; readonly value: string; readonly rest: Condition | undefined };

/**
 * Picks from what must hold altogether the one comparison that an index serves best. `value` is as it is stored:
 * folded for userName, displayName and e-mails; an id as the client wrote it, which may be none. Undefined when every
 * row has to be looked at.
 */
export function driveOf(type: ResourceType, condition: Condition): Drive | undefined {
  const terms = condition.kind === 'and' ? condition.conditions : [condition];
  const keys = type.core.name === 'Group' ? KEYS_OF_GROUPS : KEYS_OF_USERS;
  const found = terms.flatMap((term) => candidatesOf(keys, term));
  found.sort((left, right) => ORDER.indexOf(left.key) - ORDER.indexOf(right.key));
  const [best] = found;
  if (best === undefined) return undefined;
  const { key, value, isWhole } = best;
  const others = isWhole ? terms.filter((term) => term !== best.term) : terms;
  return { key, value, rest: others.length === 0 ? undefined : joined('and', others) };
}

type Candidate = {
  readonly key: DriveKey;
  readonly value: string;
  readonly term: Condition;
  /** Whether the key says all that the term says. */
  readonly isWhole: boolean;
};

function candidatesOf(keys: Readonly<Record<string, DriveKey>>, term: Condition): Candidate[] {
  if (term.kind === 'compare') return keyed(keys, term).map((each) => ({ ...each, term, isWhole: true }));
  if (term.kind !== 'some') return [];
  // Behind an element that meets several comparisons are fewer rows than behind each, but one is what the index takes.
  const { path, condition } = term;
  const parts = condition.kind === 'and' ? condition.conditions : [condition];
  return parts
    .filter((part) => part.kind === 'compare')
    .flatMap((part) => keyed(keys, { ...part, path: [...path, ...part.path] }))
    .map((each) => ({ ...each, term, isWhole: false }));
}

function keyed(
  keys: Readonly<Record<string, DriveKey>>,
  { path, operator, value }: Comparison,
): { key: DriveKey; value: string }[] {
  const key = keys[`${path.map(({ name }) => name).join('.')} ${operator}`];
  return key === undefined || typeof value !== 'string' || value === '' ? [] : [{ key, value }];
}
