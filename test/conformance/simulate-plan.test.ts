import { describe, expect, it } from 'vitest';
import { emptyBooks, enter } from '../../conformance/simulate/books.ts';
import { personOf } from '../../conformance/simulate/people.ts';
import { planOf } from '../../conformance/simulate/plan.ts';

const EXTENT = { people: 60, groups: 6, changes: 300, seed: 7, mayDelete: true };

describe('the plan', () => {
  it('is the same each time, and its changes do not depend on how many there are', () => {
    expect(planOf(EXTENT)).toEqual(planOf(EXTENT));
    const { changes } = planOf({ ...EXTENT, changes: 100 });
    expect(planOf(EXTENT).changes.slice(0, changes.length)).toEqual(changes);
  });

  it('people of one seed have names of their own, in addresses that everybody takes', () => {
    const userNames = Array.from({ length: 500 }, (_, number) => personOf(3, number).userName);
    expect(new Set(userNames).size).toBe(500);
    expect(userNames.filter((each) => !/^[a-z]+\.[a-z]+\.3-\d+@example\.com$/.test(each))).toEqual([]);
  });

  it('each operation is possible when its turn comes: nobody moves who has left, nobody joins twice', () => {
    const books = emptyBooks();
    const { people, groups, changes } = planOf(EXTENT);
    for (const { operation } of [...people, ...groups, ...changes]) {
      if (operation.kind === 'join') expect(books.people.has(operation.person)).toBe(false);
      else if (operation.kind === 'change-members') {
        const { members } = books.groups.get(operation.group) ?? { members: new Set() };
        const states = operation.joined.map((each) => books.people.get(each)?.state);
        expect(new Set(['active', ...states])).toEqual(new Set(['active']));
        expect(operation.joined.filter((each) => members.has(each))).toEqual([]);
        expect(operation.left.filter((each) => !members.has(each))).toEqual([]);
      } else if ('person' in operation) {
        const wanted = operation.kind === 'return' || operation.kind === 'delete' ? 'inactive' : 'active';
        expect(books.people.get(operation.person)?.state).toBe(wanted);
      }
      enter(books, operation);
    }
  });

  it('who is deleted leaves the groups, and these wait for it', () => {
    const { people, groups, changes } = planOf(EXTENT);
    const books = emptyBooks();
    const deletions: (readonly string[])[] = [];
    for (const { operation, touches } of [...people, ...groups, ...changes]) {
      const inGroups = [...books.groups].filter(
        ([, { members }]) => operation.kind === 'delete' && members.has(operation.person),
      );
      if (inGroups.length > 0) deletions.push(touches);
      if (operation.kind === 'delete') {
        expect(touches).toEqual([`person ${operation.person}`, ...inGroups.map(([number]) => `group ${number}`)]);
      }
      enter(books, operation);
      if (operation.kind !== 'delete') continue;
      expect([...books.groups.values()].filter(({ members }) => members.has(operation.person))).toEqual([]);
    }
    expect(deletions.length).toBeGreaterThan(0);
  });
});
