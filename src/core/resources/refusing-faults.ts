import { Refusal } from '../../platform/refusal.ts';
import type { Parser } from '../verb.ts';
import { ResourceFault } from './fault.rules.ts';

/** Runs rules; what they find wrong is refused under the same code. */
export function refusingFaults<T>(rules: () => T): T {
  try {
    return rules();
  } catch (error) {
    if (!(error instanceof ResourceFault)) throw error;
    throw new Refusal(error.code, error.message, {
      ...(error.field === undefined ? {} : { field: error.field }),
      cause: error,
    });
  }
}

/** A verb's input parser made of rules. */
export function resourceParser<I>(read: (claimed: unknown) => I): Parser<I> {
  return { parse: (claimed) => refusingFaults(() => read(claimed)) };
}
