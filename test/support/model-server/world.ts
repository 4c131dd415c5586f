import { randomUUID } from 'node:crypto';
import { groupResource } from '../../../src/core/groups/group-resource.rules.ts';
import type { ResourceType } from '../../../src/core/resources/attributes.rules.ts';
import type { Canonical } from '../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../src/core/users/user-resource.rules.ts';
import type { FaultName } from './switches.ts';

/** Where the model server says that it is. */
export const MODEL_URL = 'https://model.example/scim/v2';

/** The token that it takes, and no other. */
export const MODEL_TOKEN = 'model-token';

export type Kind = 'User' | 'Group';

/** A resource as it is kept. */
export type Stored = {
  readonly kind: Kind;
  readonly id: string;
  readonly created: string;
  readonly lastModified: string;
  /** Canonical; `active` of a user is in it, the members of a group are not. */
  readonly attributes: Canonical;
  readonly members: readonly string[];
  /** What a fault shows in the place of what is kept. */
  readonly shown?: Canonical;
};

/** What is left to be shown behind a cursor, and of which question. */
type Rest = { readonly ids: readonly string[]; readonly question: string };

/** All that a model server knows, and which fault it has. */
export type World = {
  readonly has: (fault: FaultName) => boolean;
  /** In the order of creation. */
  readonly resources: Map<string, Stored>;
  /** What was deleted; only faults look at it. */
  readonly deleted: Map<string, Stored>;
  readonly cursors: Map<string, Rest>;
  readonly newId: () => string;
  /** A time later than any that was given before, so that every change can be seen. */
  readonly now: () => string;
};

/** A world without anybody. */
export function newWorld(fault: FaultName | undefined): World {
  let last = 0;
  return {
    has: (each) => each === fault,
    resources: new Map(),
    deleted: new Map(),
    cursors: new Map(),
    newId: randomUUID,
    now() {
      last = Math.max(Date.now(), last + 1);
      return new Date(last).toISOString();
    },
  };
}

/** The attribute of users that is returned on request only (RFC 7643 §2.2). */
export const ON_REQUEST = 'x509Certificates';

/** The schemas of a kind. */
export function typeOf(kind: Kind): ResourceType {
  return kind === 'User' ? userResource : groupResource;
}

/** Where a resource is. */
export function locationOf({ kind, id }: Pick<Stored, 'kind' | 'id'>): string {
  return `${MODEL_URL}/${kind}s/${id}`;
}
