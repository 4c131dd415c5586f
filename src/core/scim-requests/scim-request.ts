import { z } from 'zod';
import type { RefusalCode } from '../../platform/refusal.ts';
import { clients } from './fingerprint.rules.ts';

/** A body as the door met it: what it parsed (kept by reference), or the text of what was not JSON. */
export type ClaimedBody =
  | { readonly json: unknown; readonly bytes: number }
  | { readonly text: string; readonly bytes: number };

/** One SCIM request and its answer, as the door hands them over: by reference, unmasked. */
export type ScimRequestEntry = {
  readonly requestId: string;
  readonly at: Date;
  /** The short id in the address, whether or not somebody was let in. Unknown ones are passed over. */
  readonly directory: string;
  readonly method: string;
  /** What follows the directory's base in the address, query included, as it was sent; or /oauth/token, /oauth/revoke. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly userAgent: string | undefined;
  /** The token that was used, or fetched. Null when nobody was let in. */
  readonly tokenId: string | null;
  /** Undefined when there was none, or it was not read. */
  readonly body?: ClaimedBody | undefined;
  /** The answer's body. */
  readonly answer?: string | undefined;
  /** Why it was refused. */
  readonly failure?: Failed | undefined;
};

type Failed = {
  readonly code: RefusalCode | 'method_not_allowed' | 'unavailable' | 'internal';
  readonly detail: string;
  readonly field?: string | undefined;
  /** Where the door knows better than the code what to say: free of secrets. Else it is made from the rest. */
  readonly explanation?: string | undefined;
};

/** A logged request as doors show it. Bodies are JSON text with `***` for secrets and `…` for what was cut away. */
export const scimRequestView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  durationMs: z.int(),
  client: z.enum(clients),
  userAgent: z.string().nullable(),
  tokenId: z.uuid().nullable(),
  requestBody: z.string().nullable(),
  answerBody: z.string().nullable(),
  code: z.string().nullable(),
  explanation: z.string().nullable(),
});

export type ScimRequestView = z.output<typeof scimRequestView>;
