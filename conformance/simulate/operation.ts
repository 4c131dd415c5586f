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

/** How the kinds of operations are called in a report, in its order. */
export const operationNames: Readonly<Record<OperationKind, string>> = {
  join: 'people assigned',
  move: 'people moved',
  rename: 'people renamed',
  leave: 'people deactivated',
  return: 'people reactivated',
  delete: 'people deleted',
  resend: 'creates sent again',
  'push-group': 'groups pushed',
  'rename-group': 'groups renamed',
  'change-members': 'changes of members',
};
