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

/** Inserts `count` events and their details; `source` says from where, `$first` is the first event value. */
function eventCtes({
  count,
  first,
  source,
  extra,
}: {
  count: number;
  first: number;
  source: string;
  extra: string;
}): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const at = first + SHARED + index * EACH;
    return `($${at}::uuid, $${at + 1}::text, $${at + 2}::text, $${at + 3}::text, $${at + 4}::jsonb)`;
  });
  return `occurrence as (
    select e.id, e.type, e.subject_kind, e.subject_id, e.details${extra} as details
    from ${source} (values ${rows.join(', ')}) e (id, type, subject_kind, subject_id, details)
  ), happened as (
    insert into events (organization_id, id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at)
    select $1, id, type, subject_kind, subject_id, $${first}, $${first + 1}, $${first + 2}, $${first + 3}::timestamptz
    from occurrence
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
  const extra = statement.hasDetails ? ' || changed.details' : '';
  const events = eventCtes({ count, first: valueCount + 2, source: 'changed cross join', extra });
  const built = { name, text: `with ${statement.ctes}, ${events} ${statement.select}` };
  hot.set(name, built);
  return built;
}

/** Writes `count` events on their own. */
export function writeEvents(count: number): Statement {
  return { name: `events_${count}`, text: `with ${eventCtes({ count, first: 2, source: '', extra: '' })} select 1` };
}

/** Writes one event, unless there is no such organization: then no row comes back. */
export const writeRefusedEvent: Statement = {
  name: 'refused_event',
  text: `with changed as (select id from organizations where id = $1), ${eventCtes({
    count: 1,
    first: 2,
    source: 'changed cross join',
    extra: '',
  })} select id from changed`,
};
