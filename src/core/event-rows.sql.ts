import type { Statement, Value } from '../platform/database/statement.ts';
import { newId } from '../platform/ids.ts';
import { type Happened, subjectKindOf } from './events.ts';
import type { Context, HotStatement } from './verb.ts';

const SHARED = 4;
const EACH = 5;

/** The values of `happened`, in the order of the statements below. */
export function eventValues(context: Context, happened: Happened): Value[] {
  const values: Value[] = [context.actor.kind, context.actor.id, context.requestId, context.now.toISOString()];
  for (const { type, subject, details } of happened) {
    values.push(newId(), type, subjectKindOf(type), subject, JSON.stringify(details));
  }
  return values;
}

type Events = {
  readonly count: number;
  /** The first event value's place. */
  readonly first: number;
  /** The CTE whose rows each cause the events, if they depend on any. */
  readonly from?: 'changed';
  readonly hasDetails?: boolean;
};

const COLUMNS = 'id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at';

/** CTEs that insert `count` events, in their order, and their details. */
function eventCtes({ count, first, from, hasDetails = false }: Events): string {
  const shared = `$${first}, $${first + 1}, $${first + 2}, $${first + 3}::timestamptz`;
  const extra = hasDetails ? ' || changed.details' : '';
  const values = Array.from({ length: count }, (_, index) => {
    const at = first + SHARED + index * EACH;
    return `$${at}::uuid, $${at + 1}::text, $${at + 2}::text, $${at + 3}::text, $${at + 4}::jsonb`;
  });
  // One event needs no list, and a quarter of the time of one.
  const occurrence =
    count === 1
      ? `select ${values[0]}${extra} ${from === undefined ? '' : `from ${from}`}`
      : `select e.id, e.type, e.subject_kind, e.subject_id, e.details${extra}
        from ${from === undefined ? '' : `${from} cross join`} (values (${values.join('), (')})) e (id, type, subject_kind, subject_id, details)`;
  return `occurrence (id, type, subject_kind, subject_id, details) as (${occurrence}), happened as (
    insert into events (organization_id, ${COLUMNS})
    select $1, id, type, subject_kind, subject_id, ${shared} from occurrence
  ), detailed as (
    insert into event_details (organization_id, event_id, details) select $1, id, details from occurrence
  )`;
}

const hot = new Map<string, Statement>();

/** The hot statement together with `count` events, after `valueCount` values of its own. Built once. */
export function withEvents(statement: HotStatement, valueCount: number, count: number): Statement {
  const name = `${statement.name}_${count}`;
  const known = hot.get(name);
  if (known !== undefined) return known;
  const { hasDetails = false } = statement;
  const events = eventCtes({ count, first: valueCount + 2, from: 'changed', hasDetails });
  const built = { name, text: `with ${statement.ctes}, ${events} ${statement.select}` };
  hot.set(name, built);
  return built;
}

/** The hot statement alone, for a verb that runs: its events are written at the end of the transaction. */
export function withoutEvents({ name, ctes, select }: HotStatement): Statement {
  return { name: `${name}_alone`, text: `with ${ctes} ${select}` };
}

/** Writes `count` events on their own. */
export function writeEvents(count: number): Statement {
  return { name: `events_${count}`, text: `with ${eventCtes({ count, first: 2 })} select 1` };
}

/** Writes one event, unless there is no such organization: then no row comes back. */
export const writeRefusedEvent: Statement = {
  name: 'refused_event',
  text: `with changed as (select id from organizations where id = $1), ${eventCtes({ count: 1, first: 2, from: 'changed' })}
    select id from changed`,
};
