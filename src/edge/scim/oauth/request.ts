import type { IncomingMessage } from 'node:http';
import type { ClientGate } from '../../../core/directory-clients/client-gate.ts';
import type { KnownClient } from '../../../core/directory-clients/clients.sql.ts';
import type { Perform } from '../../../core/perform.ts';
import type { Arrival } from '../../http/context.ts';
import type { Failure } from '../../http/refusals.ts';
import type { ScimRateLimit } from '../rate-limit.ts';
import type { Form } from './form.ts';

/** A failure, and what the record of the directory says of it where it knows more than its code does. */
export type RecordedFailure = Failure & { readonly explanation?: string | undefined };

/** What became known of a request on its way: for the measurements, and for the directory's own record. */
export type Told = {
  form?: Form;
  grant: string | undefined;
  /** Whom the request names. */
  client?: KnownClient | undefined;
  /** Whether it has proved to be that one. */
  isAdmitted?: boolean;
  /** The token that it got. */
  tokenId?: string;
  failure?: RecordedFailure;
};

/** What an endpoint gets. */
export type OAuthRequest = {
  readonly perform: Perform;
  readonly clients: ClientGate;
  readonly rateLimit: ScimRateLimit;
  readonly request: IncomingMessage;
  readonly arrival: Arrival;
  readonly told: Told;
};
