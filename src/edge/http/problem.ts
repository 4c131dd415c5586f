import type { Answer } from './answer.ts';
import type { Failure } from './refusals.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A problem document (RFC 9457) with our code, the field in question, and the request's id. */
export function problem({ status, detail, code, field, headers }: Failure, requestId: string): Answer {
  const title = code.replaceAll('_', ' ');
  const body = { type: `urn:drawbridge:problem:${code}`, title, status, detail, code, field, requestId };
  return { status, headers, body: JSON.stringify(body) };
}
