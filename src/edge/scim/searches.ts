import { searchResources } from '../../core/search/search-resources.ts';
import type { Seal } from '../../platform/secrets.ts';

/** The searches behind the addresses that list resources. */
export type Searches = ReturnType<typeof scimSearches>;

/** `cursors` seals what the pages of a cursor hand out. */
export function scimSearches(cursors: Seal) {
  return {
    users: searchResources(cursors, { kinds: ['user'], may: 'users.read' }),
    groups: searchResources(cursors, { kinds: ['group'], may: 'groups.read' }),
    // Whoever reads groups reads users: no token has the one permission without the other.
    all: searchResources(cursors, { kinds: ['user', 'group'], may: 'groups.read' }),
  };
}
