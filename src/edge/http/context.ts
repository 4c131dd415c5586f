import type { Actor } from '../../core/permissions.ts';
import type { Context } from '../../core/verb.ts';
import { newId } from '../../platform/ids.ts';

/** What every door notes when a request arrives: the one reading of the clock, and the name of the request. */
export type Arrival = { readonly now: Date; readonly requestId: string };

/** Notes the arrival of a request. The id is ours, never the client's: it stands in the audit. */
export function arrive(): Arrival {
  return { now: new Date(), requestId: newId() };
}

/** The context that verbs get. */
export function contextOf(arrival: Arrival, organization: string, actor: Actor): Context {
  return { organization, actor, now: arrival.now, requestId: arrival.requestId };
}
