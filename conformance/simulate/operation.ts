import type { Person } from '../personas/persona.ts';

/** One thing that happens at the identity provider. People and groups go by their numbers in the books. */
export type Operation =
  | { readonly kind: 'join'; readonly person: number; readonly as: Person }
  | { readonly kind: 'move'; readonly person: number; readonly to: Pick<Person, 'title' | 'department'> }
  | { readonly kind: 'rename'; readonly person: number; readonly to: Pick<Person, 'familyName' | 'userName'> }
  | { readonly kind: 'leave' | 'return' | 'delete' | 'resend'; readonly person: number }
  | { readonly kind: 'push-group'; readonly group: number; readonly as: NewTeam }
  | { readonly kind: 'rename-group'; readonly group: number; readonly displayName: string }
  | {
      readonly kind: 'change-members';
      readonly group: number;
      readonly joined: readonly number[];
      readonly left: readonly number[];
    };

/** A group before it is on the server: its members are numbers of people. */
export type NewTeam = {
  readonly displayName: string;
  readonly externalId: string;
  readonly members: readonly number[];
};

export type OperationKind = Operation['kind'];

/** How the kinds of operations on people are called in a report, in its order. */
export const personOperations = {
  join: 'assigned',
  move: 'moved',
  rename: 'renamed',
  leave: 'deactivated',
  return: 'reactivated',
  delete: 'deleted',
  resend: 'created again',
} as const satisfies Partial<Record<OperationKind, string>>;

/** And those on groups. */
export const groupOperations = {
  'push-group': 'pushed',
  'rename-group': 'renamed',
  'change-members': 'given other members',
} as const satisfies Partial<Record<OperationKind, string>>;
