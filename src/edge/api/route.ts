import type { ZodType } from 'zod';
import type { Perform } from '../../core/perform.ts';
import type { Context } from '../../core/verb.ts';

/** What an API handler gets: an authenticated request, its address and its body. */
export type ApiRequest = {
  readonly perform: Perform;
  readonly context: Context;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body; an empty object when there is none. */
  readonly body: unknown;
  readonly baseUrl: string;
};

/** One operation of the management API: how it is reached, how it is described, what it does. */
export type ApiRoute = {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Below /api/v1, in Express' notation. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** Schemas of what comes in, the verbs' own. */
  readonly body?: ZodType;
  readonly query?: ZodType;
  readonly status: 200 | 201 | 204;
  /** Schema of what goes out. */
  readonly answers?: ZodType;
  /** The refusals that a caller should expect, besides those of every operation. */
  readonly refuses?: readonly (404 | 409 | 422)[];
  /** Without it the path names the organization. */
  readonly scope?: 'new organization' | 'installation';
  readonly answer: (request: ApiRequest) => Promise<unknown>;
};
