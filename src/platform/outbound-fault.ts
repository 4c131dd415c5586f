export type OutboundReason =
  | 'address_refused'
  | 'unreachable'
  | 'timeout'
  | 'too_large'
  | 'status'
  | 'redirected'
  | 'not_json';

/**
 * A call to somebody else's server that was not made, or brought nothing to use. The message is a sentence for the
 * administrator who gave the address; it never holds what the server answered, nor where a name leads to.
 */
export class OutboundFault extends Error {
  override readonly name = 'OutboundFault';
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
