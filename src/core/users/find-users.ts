import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { quoted, ResourceFault } from '../resources/fault.rules.ts';
import { type Filter, readFilter } from '../resources/filter.rules.ts';
import { foldKey, isStorable } from '../resources/fold.rules.ts';
import { resolvePath } from '../resources/path.rules.ts';
import { resourceParser } from '../resources/refusing-faults.ts';
import { read } from '../verb.ts';
import { userResource } from './user-resource.rules.ts';
import { selectUserBy, userRow } from './users.sql.ts';

type Key = { readonly by: keyof typeof selectUserBy; readonly value: string };

/** The id that no user has: what a filter compares with when its value cannot be an id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The users of the actor's directory that match a filter: at most one, for each filter that is supported names one. */
export const findUsers = read({
  may: 'users.read',
  input: resourceParser((claimed) => keyOf(readFilter(String(claimed)))),
  prepare(context, { by, value }) {
    const directory = directoryOf(context.actor);
    if (directory === null) throw new Refusal('forbidden', 'Filters are for the clients of a directory.');
    return { statement: selectUserBy[by], values: [directory, value], answer: (rows) => rows.map(userRow) };
  },
});

/** The one comparison that the filter makes. Throws ResourceFault for any other: never an unfiltered list. */
function keyOf(filter: Filter): Key {
  if (filter.kind !== 'compare' || filter.operator !== 'eq') throw unsupported();
  const { path, value } = filter;
  const name = path.toLowerCase() === 'id' ? 'id' : targetName(path);
  if (typeof value !== 'string') {
    throw new ResourceFault(
      'invalid_filter',
      `${path} must be compared with a quoted string, not ${quoted(value)}.`,
      'filter',
    );
  }
  // A text that cannot be stored is nobody's.
  const text = isStorable(value) ? value : '';
  if (name === 'id') return { by: 'id', value: isId(text) ? text : NOBODY };
  if (name === 'userName') return { by: 'userNameKey', value: foldKey(text) };
  if (name === 'externalId') return { by: 'externalId', value: text };
  throw unsupported();
}

function targetName(path: string): string {
  try {
    const { attribute, sub } = resolvePath(userResource, path);
    return sub === undefined ? attribute.name : path;
  } catch (error) {
    if (!(error instanceof ResourceFault)) throw error;
    throw new ResourceFault('invalid_filter', error.message, 'filter');
  }
}

function unsupported(): ResourceFault {
  return new ResourceFault(
    'invalid_filter',
    'This filter is not supported. Compare userName, externalId or id with eq, such as userName eq "ada@example.com".',
    'filter',
  );
}
