import { z } from 'zod';
import { type Permission, permissions } from './permissions.ts';

/** Raised whenever a type is added or the details of one change; consumers compare it. */
const catalogueVersion = 2;

type Definition = {
  /** What the event is about; the subject's id goes with it. */
  readonly subject: 'organization' | 'directory' | 'directory_token' | 'user' | 'group';
  readonly summary: string;
  /** Ends a credential that other replicas may have cached: they are told with the commit. */
  readonly revokes?: true;
  /** May hold personal data; kept apart from the event, erasable. */
  readonly details: z.ZodObject;
};

const empty = z.object({});
const named = z.object({ name: z.string() });
const groupNames = z.object({ displayName: z.string(), externalId: z.string().nullable() });
const userNames = z.object({ userName: z.string(), externalId: z.string().nullable() });

const definitions = {
  'organization.created': {
    subject: 'organization',
    summary: 'An organization was set up.',
    details: named.extend({ slug: z.string() }),
  },
  'organization.updated': {
    subject: 'organization',
    summary: 'Settings of an organization were changed.',
    details: z.object({ changed: z.array(z.string()) }),
  },
  'organization.deleted': {
    subject: 'organization',
    summary: 'An organization was deleted with everything that it held.',
    revokes: true,
    details: named,
  },
  'directory.created': {
    subject: 'directory',
    summary: 'A directory was connected.',
    details: named.extend({ provider: z.string() }),
  },
  'directory.deleted': {
    subject: 'directory',
    summary: 'A directory was removed; it held no users any more.',
    revokes: true,
    details: named,
  },
  'directory_token.created': {
    subject: 'directory_token',
    summary: 'A token for a directory was made.',
    details: z.object({
      directoryId: z.string(),
      access: z.enum(['read_only', 'read_write']),
      expiresAt: z.string(),
    }),
  },
  'directory_token.revoked': {
    subject: 'directory_token',
    summary: 'A token of a directory was revoked.',
    revokes: true,
    details: z.object({ directoryId: z.string() }),
  },
  'user.created': { subject: 'user', summary: 'A user was created.', details: userNames },
  'user.updated': {
    subject: 'user',
    summary: 'Attributes of a user were changed.',
    details: z.object({ changed: z.array(z.string()) }),
  },
  'user.deactivated': {
    subject: 'user',
    summary: 'A user was deactivated; whatever was issued to them before no longer counts.',
    details: empty,
  },
  'user.reactivated': { subject: 'user', summary: 'A user was activated again.', details: empty },
  'user.adopted': {
    subject: 'user',
    summary: 'A directory created a user again that it had deactivated; the user kept their id.',
    details: userNames,
  },
  'user.deleted': { subject: 'user', summary: 'A user was deleted.', details: userNames },
  'group.created': { subject: 'group', summary: 'A group was created.', details: groupNames },
  'group.updated': {
    subject: 'group',
    summary: 'Attributes of a group were changed. Its id stays, whatever it is called.',
    details: z.object({ changed: z.array(z.string()) }),
  },
  'group.members_changed': {
    subject: 'group',
    summary: 'Users or groups came into a group or left it.',
    details: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
  },
  'group.deleted': { subject: 'group', summary: 'A group was deleted; its members were not.', details: groupNames },
} as const satisfies Record<string, Definition>;

type DoneType = keyof typeof definitions;

/** Something that was not done: the permission that the verb needs, and `.refused`. */
export type RefusedType = `${Permission}.refused`;

const refusedDetails = z.object({ code: z.string(), detail: z.string(), field: z.string().optional() });

export type EventType = DoneType | RefusedType;

type DetailsOf<T extends EventType> = T extends DoneType
  ? z.input<(typeof definitions)[T]['details']>
  : z.input<typeof refusedDetails>;

/** One event that a verb says has happened. */
export type Happening = {
  [T in EventType]: { readonly type: T; readonly subject: string; readonly details: DetailsOf<T> };
}[EventType];

/** At least one event. */
export type Happened = readonly [Happening, ...Happening[]];

/** What kind of thing an event's subject id names. A refusal is about the organization. */
export function subjectKindOf(type: EventType): Definition['subject'] {
  return isDone(type) ? definitions[type].subject : 'organization';
}

/** Whether replicas must be told with the commit. */
export function isRevocation(type: EventType): boolean {
  return isDone(type) && 'revokes' in definitions[type];
}

function isDone(type: EventType): type is DoneType {
  return Object.hasOwn(definitions, type);
}

/** The catalogue for consumers: JSON Schema (draft 2020-12) of every event's details, by type. */
export function eventCatalogue() {
  const done = Object.entries(definitions).map(([type, { subject, summary, details }]) => [
    type,
    { subject, summary, details: z.toJSONSchema(details) },
  ]);
  const refused = permissions.map((permission) => [
    `${permission}.refused`,
    {
      subject: 'organization',
      summary: `A request that needs ${permission} was refused, and nothing of it was done.`,
      details: z.toJSONSchema(refusedDetails),
    },
  ]);
  return { version: catalogueVersion, types: Object.fromEntries([...done, ...refused]) };
}
