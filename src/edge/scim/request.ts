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
  /** The value of a query parameter, decoded once; null when it is not there. */
  parameter(name: string): string | null;
  /** The JSON body. Refuses unsupported, too_large, malformed. */
  body(): Promise<unknown>;
  /** Discovery is never filtered (RFC 7644 §4). Refuses forbidden. */
  refuseFilter(): void;
};

export type Addressed = Omit<ScimRequest, 'body' | 'parameter' | 'refuseFilter'> & { readonly query: string };

/** A request whose address and credential are known. */
export function scimRequest(incoming: IncomingMessage, { query, ...addressed }: Addressed): ScimRequest {
  let parameters: URLSearchParams | undefined;
  const parameter = (name: string): string | null => {
    parameters ??= new URLSearchParams(query);
    return parameters.get(name);
  };
  return {
    ...addressed,
    parameter,
    body: () => readJson(incoming),
    refuseFilter() {
      if (parameter('filter') !== null)
        throw new Refusal('forbidden', 'Discovery cannot be filtered. Leave out filter.');
    },
  };
}
