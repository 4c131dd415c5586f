import type { IncomingMessage } from 'node:http';
import type { Perform } from '../../core/perform.ts';
import { type Projection, readProjection } from '../../core/resources/projection.rules.ts';
import { refusingFaults } from '../../core/resources/refusing-faults.ts';
import type { Context } from '../../core/verb.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import type { BulkCall } from './bulk.ts';
import type { ScimBase } from './render.ts';
import type { Searches } from './searches.ts';

/** What a SCIM handler gets: an authenticated request to one directory. */
export type ScimRequest = {
  readonly perform: Perform;
  readonly searches: Searches;
  readonly context: Context;
  readonly base: ScimBase;
  /** The segment after the resource's name, decoded; empty where there is none. */
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  /** The value of a query parameter, decoded once; null when it is not there. */
  parameter(name: string): string | null;
  /** The JSON body. Refuses unsupported, too_large, malformed. */
  body(): Promise<unknown>;
  /** Answers another request of the same client, refusals too. Throws outages and bugs. */
  dispatch(call: BulkCall): Promise<Answer>;
};

/** Which attributes the query asks for (RFC 7644 §3.9). Refuses invalid_value. */
export function projectionOf({ parameter }: Pick<ScimRequest, 'parameter'>): Projection | undefined {
  const attributes = parameter('attributes');
  const excludedAttributes = parameter('excludedAttributes');
  if (attributes === null && excludedAttributes === null) return undefined;
  return refusingFaults(() => readProjection({ attributes, excludedAttributes }));
}

/** Discovery is never filtered (RFC 7644 §4). Refuses forbidden. */
export function refuseFilter({ parameter }: ScimRequest): void {
  if (parameter('filter') !== null) throw new Refusal('forbidden', 'Discovery cannot be filtered. Leave out filter.');
}

/** The version conditions of a request (RFC 7644 §3.14). An empty header says nothing. */
export function conditionsOf({ headers }: IncomingMessage): Pick<ScimRequest, 'ifMatch' | 'ifNoneMatch'> {
  return { ifMatch: headers['if-match'] || undefined, ifNoneMatch: headers['if-none-match'] || undefined };
}
