import type { Person } from '../personas/persona.ts';
import type { Operation } from './operation.ts';

/** What an identity provider believes of a person. */
export type PersonEntry = {
  readonly person: Person;
  /** The server's. */
  readonly id: string;
  readonly state: 'active' | 'inactive' | 'deleted';
};

/** What it believes of a group. Members are numbers of people; who is deactivated stays one. */
export type GroupEntry = {
  readonly displayName: string;
  readonly externalId: string;
  readonly id: string;
  readonly members: ReadonlySet<number>;
};

/** Everything that an identity provider believes to be on the server, by its own numbers. */
export type Books = { readonly people: Map<number, PersonEntry>; readonly groups: Map<number, GroupEntry> };

/** Books with nothing in them. */
export function emptyBooks(): Books {
  return { people: new Map(), groups: new Map() };
}

/** Enters what an operation has done; of a new person or group with the server's id. */
export function enter(books: Books, operation: Operation, id = ''): void {
  switch (operation.kind) {
    case 'join':
      books.people.set(operation.person, { person: operation.as, id, state: 'active' });
      break;
    case 'push-group':
      books.groups.set(operation.group, { ...operation.as, id, members: new Set(operation.as.members) });
      break;
    case 'rename-group':
      onGroup(books, operation.group, { displayName: operation.displayName });
      break;
    case 'change-members':
      onGroup(books, operation.group, { members: membersAfter(books, operation) });
      break;
    case 'delete':
      onPerson(books, operation.person, { state: 'deleted' });
      forget(books, operation.person);
      break;
    case 'leave':
    case 'return':
      onPerson(books, operation.person, { state: operation.kind === 'leave' ? 'inactive' : 'active' });
      break;
    case 'move':
    case 'rename':
      onPerson(books, operation.person, { person: profileAfter(books, operation) });
      break;
    case 'resend':
  }
}

/** The profile that a person has after an operation. */
export function profileAfter(books: Books, operation: Extract<Operation, { kind: 'move' | 'rename' }>): Person {
  return { ...personIn(books, operation.person).person, ...operation.to };
}

/** The members that a group has after an operation. */
export function membersAfter(
  books: Books,
  { group, joined, left }: Extract<Operation, { kind: 'change-members' }>,
): ReadonlySet<number> {
  return new Set([...without(groupIn(books, group).members, left), ...joined]);
}

/** Somebody who is in the books. */
export function personIn({ people }: Books, number: number): PersonEntry {
  const entry = people.get(number);
  if (entry === undefined) throw new RangeError(`The books have no person ${number}.`);
  return entry;
}

/** A group that is in the books. */
export function groupIn({ groups }: Books, number: number): GroupEntry {
  const entry = groups.get(number);
  if (entry === undefined) throw new RangeError(`The books have no group ${number}.`);
  return entry;
}

/** The numbers of the groups that a person is in. */
export function groupsOf({ groups }: Books, person: number): number[] {
  return [...groups].filter(([, { members }]) => members.has(person)).map(([number]) => number);
}

function onPerson(books: Books, number: number, change: Partial<PersonEntry>): void {
  books.people.set(number, { ...personIn(books, number), ...change });
}

function onGroup(books: Books, number: number, change: Partial<GroupEntry>): void {
  books.groups.set(number, { ...groupIn(books, number), ...change });
}

/** Who is deleted is in no group any more: the server lets go of them by itself. */
function forget(books: Books, person: number): void {
  for (const number of groupsOf(books, person)) {
    onGroup(books, number, { members: new Set(without(groupIn(books, number).members, [person])) });
  }
}

function without(members: ReadonlySet<number>, left: readonly number[]): number[] {
  return [...members].filter((each) => !left.includes(each));
}
