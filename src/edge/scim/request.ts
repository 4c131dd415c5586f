import type { IncomingMessage } from 'node:http';
import type { Perform } from '../../core/perform.ts';
import type { Context } from '../../core/verb.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readJson } from '../http/body.ts';
import type { ScimBase } from './render.ts';

/** What a SCIM handler gets: an authenticated request to one directory. */
export type ScimRequest = {
  readonly perform: Perform;
  readonly context: Context;
  readonly base: ScimBase;
  /** The segment after the resource's name, decoded; empty where there is none. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The JSON body. Refuses unsupported, too_large, malformed. */
  body(): Promise<unknown>;
  /** Discovery is never filtered (RFC 7644 §4). Refuses forbidden. */
  refuseFilter(): void;
};

export type Addressed = Omit<ScimRequest, 'body' | 'refuseFilter'>;

/** A request whose address and credential are known. */
export function scimRequest(incoming: IncomingMessage, addressed: Addressed): ScimRequest {
  return {
    ...addressed,
    body: () => readJson(incoming),
    refuseFilter() {
      if (addressed.query.has('filter'))
        throw new Refusal('forbidden', 'Discovery cannot be filtered. Leave out filter.');
    },
  };
}
