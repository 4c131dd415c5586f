import { expect } from 'vitest';
import { type FaultCode, ResourceFault } from '../../../../src/core/resources/fault.rules.ts';

/** What `rules` throws, which must be a ResourceFault: anything else is our bug and fails the test as it is. */
export function faultOf(rules: () => unknown): ResourceFault {
  try {
    rules();
  } catch (error) {
    if (error instanceof ResourceFault) return error;
    throw error;
  }
  return expect.fail('no ResourceFault was thrown');
}

/** The code of the ResourceFault that `rules` throws. */
export function codeOf(rules: () => unknown): FaultCode {
  return faultOf(rules).code;
}

/** The result of `rules`, or undefined when they throw a ResourceFault. Anything else that they throw comes through. */
export function unlessFault<T>(rules: () => T): T | undefined {
  try {
    return rules();
  } catch (error) {
    if (error instanceof ResourceFault) return undefined;
    throw error;
  }
}
