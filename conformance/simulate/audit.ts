import type { ScimClient } from '../kit/scim-client.ts';
import { groupDifferences } from './audit-group.ts';
import { personDifferences } from './audit-person.ts';
import type { Books } from './books.ts';
import type { Work } from './run.ts';

/** Reads back all that the books say. What the server has otherwise goes into `differences`, as sentences. */
export function auditWorks(books: Books, scim: ScimClient, differences: string[]): Work[] {
  const userNames = new Map([...books.people.values()].map(({ id, person }) => [id, person.userName]));
  const people = [...books.people.values()].map((entry) => ({
    touches: [],
    subject: () => entry.person.userName,
    attempt: async () => void differences.push(...(await personDifferences(scim, entry))),
  }));
  const groups = [...books.groups.values()].map((entry) => ({
    touches: [],
    subject: () => entry.displayName,
    async attempt() {
      const members = new Set([...entry.members].flatMap((number) => books.people.get(number)?.id ?? []));
      differences.push(...(await groupDifferences(scim, entry, { members, userNames })));
    },
  }));
  return [...people, ...groups];
}
