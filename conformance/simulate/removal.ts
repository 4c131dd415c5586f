import { checkStatus } from '../kit/checks.ts';
import type { Performer } from './perform.ts';
import type { Work } from './run.ts';

/** Removes all that the books have: as the client does, or else by DELETE. Groups go first, and let go of people. */
export function removalWorks({ books, provider, scim }: Performer): Work[] {
  const erase = async (path: string): Promise<void> => checkStatus(await scim.delete(path), 204, 200, 404);
  const { teams, remove = (id: string) => erase(`/Users/${encodeURIComponent(id)}`) } = provider;
  const groups = [...books.groups.values()].map(({ id, displayName, members }) => ({
    touches: [...members].map(String),
    subject: () => displayName,
    attempt: async () => teams?.remove(id),
  }));
  const people = [...books.people]
    .filter(([, { state }]) => state !== 'deleted')
    .map(([number, { id, person }]) => ({
      touches: [String(number)],
      subject: () => person.userName,
      attempt: () => remove(id),
    }));
  return [...groups, ...people];
}
