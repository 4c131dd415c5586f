import { Refusal } from '../../platform/refusal.ts';
import type { AuthenticationFault } from './reasons.rules.ts';

/**
 * A client was not believed. What the caller is told is the same whatever the reason, so that nobody learns which
 * clients there are; the reason is for the record of the client's directory.
 */
export class Unauthenticated extends Refusal {
  readonly fault: AuthenticationFault;

  constructor(fault: AuthenticationFault) {
    super(
      'unauthenticated',
      'The client could not be authenticated. The reason is in the log of requests of its directory, where there is such a client.',
      { privately: `the client could not be authenticated: ${fault.reason}` },
    );
    this.fault = fault;
  }
}
