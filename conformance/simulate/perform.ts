import { Failed } from '../kit/failed.ts';
import type { ScimClient } from '../kit/scim-client.ts';
import type { IdentityProvider, Team, Teams } from '../personas/persona.ts';
import { personDifferences } from './audit-person.ts';
import { type Books, groupIn, membersAfter, personIn, profileAfter } from './books.ts';
import type { Operation } from './operation.ts';

/** Who does it, what they believe, and a client of our own to look with. */
export type Performer = { readonly provider: IdentityProvider; readonly books: Books; readonly scim: ScimClient };

/** Whether what an operation needs is in the books: it is not when something before it has failed. */
export function isPossible(books: Books, operation: Operation): boolean {
  if (operation.kind === 'join' || operation.kind === 'push-group') return true;
  if ('group' in operation) return books.groups.has(operation.group);
  const state = books.people.get(operation.person)?.state;
  return state === (operation.kind === 'return' || operation.kind === 'delete' ? 'inactive' : 'active');
}

/** Lets the identity provider do an operation. Gives the server's id of who or what is new. Throws Failed and Unreachable. */
export async function perform(performer: Performer, operation: Operation): Promise<string | undefined> {
  if ('group' in operation) return performOnGroup(performer, operation);
  if (operation.kind === 'join') return performer.provider.provision(operation.as);
  await performOnPerson(performer, operation);
  return undefined;
}

async function performOnPerson(
  { provider, books, scim }: Performer,
  operation: Exclude<Operation, { group: number } | { kind: 'join' }>,
): Promise<void> {
  const entry = personIn(books, operation.person);
  const { id, person } = entry;
  switch (operation.kind) {
    case 'move':
    case 'rename':
      return provider.update(id, profileAfter(books, operation), person);
    case 'leave':
      return provider.deactivate(id, person);
    case 'return':
      return provider.reactivate(id, person);
    case 'delete':
      return provider.remove?.(id);
    case 'resend': {
      const status = await provider.createAgain(person);
      const isRefused = status === 409 || (status >= 200 && status < 300);
      if (!isRefused)
        throw new Failed(`Creating ${person.userName} again should be refused with 409, and gave ${status}.`);
      const [difference] = await personDifferences(scim, entry);
      if (difference !== undefined) throw new Failed(`After creating ${person.userName} again: ${difference}`);
    }
  }
}

async function performOnGroup(
  { provider, books }: Performer,
  operation: Extract<Operation, { group: number }>,
): Promise<string | undefined> {
  const { teams } = provider;
  if (teams === undefined) return undefined;
  if (operation.kind === 'push-group') return teams.provision(teamOf(books, operation.as, operation.as.members));
  const entry = groupIn(books, operation.group);
  if (operation.kind === 'change-members') await changeMembers(teams, books, operation);
  else await teams.rename(entry.id, teamOf(books, { ...entry, displayName: operation.displayName }, entry.members));
  return undefined;
}

async function changeMembers(
  teams: Teams,
  books: Books,
  operation: Extract<Operation, { kind: 'change-members' }>,
): Promise<void> {
  const entry = groupIn(books, operation.group);
  const joined = idsIn(books, operation.joined);
  const left = idsIn(books, operation.left);
  if (joined.length + left.length === 0) return;
  await teams.changeMembers(entry.id, teamOf(books, entry, membersAfter(books, operation)), { joined, left });
}

function teamOf(books: Books, { displayName, externalId }: Omit<Team, 'members'>, members: Iterable<number>): Team {
  return { displayName, externalId, members: idsIn(books, members) };
}

/** The server's ids of people. Who could not be provisioned has none, and is left out. */
function idsIn({ people }: Books, numbers: Iterable<number>): string[] {
  return [...numbers].map((number) => people.get(number)?.id).filter((id) => id !== undefined);
}
