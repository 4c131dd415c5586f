import { ResourceFault } from './fault.rules.ts';

const MAX_COMPARISONS = 100_000;

/** Pays for comparisons of values with each other. Throws ResourceFault too_large when a PATCH has used up its own. */
export type Spend = (comparisons: number) => void;

/** What one PATCH may cost: operations times values would keep a server busy for seconds. */
export function budget(): Spend {
  let spent = 0;
  return (comparisons) => {
    spent += comparisons;
    if (spent <= MAX_COMPARISONS) return;
    throw new ResourceFault(
      'too_large',
      'The operations look at too many values. Send them in several requests, or replace the attribute as a whole.',
    );
  };
}
