import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Log } from '../../platform/log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { writeAnswer } from './answer.ts';
import { arrive } from './context.ts';
import { PROBLEM_TYPE, problem } from './problem.ts';
import { failureOf } from './refusals.ts';

/** What no door answers: 404, and our own bugs, in plain JSON and never Express' HTML page. */
export function refuseTheRest({ log }: { log: Log }): [RequestHandler, ErrorRequestHandler] {
  const answer = (error: unknown, response: Response): void => {
    const { requestId } = arrive();
    const failure = failureOf(error, { log, requestId });
    writeAnswer(response, problem(failure, requestId), { contentType: PROBLEM_TYPE, requestId });
  };
  const nothingHere: RequestHandler = (_request, response) =>
    answer(new Refusal('not_found', 'There is nothing at this address.'), response);
  // oxlint-disable-next-line eslint/max-params -- Express knows an error handler by its four parameters
  const failed: ErrorRequestHandler = (error, _request, response, _next) => answer(error, response);
  return [nothingHere, failed];
}
