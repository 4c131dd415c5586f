import { z } from 'zod';
import { type Permission, permissions } from './permissions.ts';

/** Raised whenever a type is added or the details of one change; consumers compare it. */
const catalogueVersion = 3;

type Definition = {
  /** What the event is about; the subject's id goes with it. */
  readonly subject:
    | 'organization'
    | 'directory'
    | 'directory_token'
    | 'directory_client'
    | 'access_token'
    | 'user'
    | 'group';
  readonly summary: string;
  /** Ends a credential that other replicas may have cached: they are told with the commit. */
  readonly revokes?: true;
  /** May hold personal data; kept apart from the event, erasable. */
  readonly details: z.ZodObject;
};

const empty = z.object({});
const named = z.object({ name: z.string() });
const groupNames = z.object({ displayName: z.string(), externalId: z.string().nullable() });
const access = z.enum(['read_only', 'read_write']);
const ofCredential = z.object({
  directoryId: z.string(),
  credentialId: z.string(),
  kind: z.enum(['secret', 'key', 'federation']),
});
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
      access,
      expiresAt: z.string(),
    }),
  },
  'directory_token.revoked': {
    subject: 'directory_token',
    summary: 'A token of a directory was revoked.',
    revokes: true,
    details: z.object({ directoryId: z.string() }),
  },
  'directory_client.created': {
    subject: 'directory_client',
    summary: 'A client of a directory was made: a machine that fetches its tokens itself.',
    details: named.extend({ directoryId: z.string(), access }),
  },
  'directory_client.updated': {
    subject: 'directory_client',
    summary: 'A client got another credential, or other keys for one.',
    details: ofCredential.extend({ change: z.enum(['added', 'keys_replaced']) }),
  },
  'directory_client.credential_revoked': {
    subject: 'directory_client',
    summary: 'A credential of a client was revoked, with every token that was fetched by it.',
    revokes: true,
    details: ofCredential,
  },
  'directory_client.revoked': {
    subject: 'directory_client',
    summary: 'A client was revoked, with its credentials and its tokens.',
    revokes: true,
    details: z.object({ directoryId: z.string() }),
  },
  'access_token.created': {
    subject: 'access_token',
    summary: 'A client fetched a token.',
    details: z.object({
      directoryId: z.string(),
      client: z.string(),
      credentialId: z.string(),
      access,
      expiresAt: z.string(),
    }),
  },
  'access_token.revoked': {
    subject: 'access_token',
    summary: 'A client gave a token back before its time.',
    revokes: true,
    details: z.object({ directoryId: z.string(), client: z.string() }),
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

/** One event that a verb says has happened, or that something was refused. */
export type Happening =
  | {
      [T in DoneType]: {
        readonly type: T;
        readonly subject: string;
        readonly details: z.input<(typeof definitions)[T]['details']>;
      };
    }[DoneType]
  | { readonly type: RefusedType; readonly subject: string; readonly details: z.input<typeof refusedDetails> };

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
