import { enter } from './books.ts';
import type { Operation, OperationKind } from './operation.ts';
import { isPossible, type Performer, perform } from './perform.ts';
import type { Planned } from './plan.ts';
import type { Work } from './run.ts';

/** How many operations came to a good end. */
export type Tally = Partial<Record<OperationKind, number>>;

/** The operations of a plan as work. What is done is entered in the books and counted. */
export function operationWorks(plan: readonly Planned[], performer: Performer, tally: Tally): Work[] {
  return plan.map(({ operation, touches }) => ({
    touches,
    subject: () => subjectOf(performer, operation),
    async attempt() {
      if (!isPossible(performer.books, operation)) return;
      const id = await perform(performer, operation);
      enter(performer.books, operation, id);
      tally[operation.kind] = (tally[operation.kind] ?? 0) + 1;
    },
  }));
}

function subjectOf({ books }: Performer, operation: Operation): string {
  if (operation.kind === 'join') return operation.as.userName;
  if (operation.kind === 'push-group') return operation.as.displayName;
  if ('group' in operation) return books.groups.get(operation.group)?.displayName ?? '';
  return books.people.get(operation.person)?.person.userName ?? '';
}
