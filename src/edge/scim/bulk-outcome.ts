import type { Refusal } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import { statusOf } from '../http/refusals.ts';
import { isReference } from './bulk-references.ts';
import type { BulkOperation } from './bulk-request.ts';
import { scimError } from './refusals.ts';
import type { ScimBase } from './render.ts';

/** What became of an operation. */
export type Outcome = {
  readonly status: number;
  /** Of the resource that it is about; undefined where there is none. */
  readonly id: string | undefined;
  readonly version: string | undefined;
  /** A SCIM Error as JSON; undefined when it succeeded. */
  readonly error: string | undefined;
};

/** The outcome of an operation that the bulk itself refuses. */
export function refusedOutcome({ code, detail }: Refusal, id?: string): Outcome {
  const { status, body } = scimError({ status: statusOf[code], code, detail, headers: {} });
  return { status, id, version: undefined, error: body };
}

/** The outcome of an operation that was answered; the id of what it created is read from the answer. */
export function outcomeOf({ status, body = '', headers = {} }: Answer, id?: string): Outcome {
  if (status > 299) return { status, id, version: undefined, error: body || '{}' };
  const resource = body === '' ? {} : (JSON.parse(body) as { id?: string; meta?: { version?: string } });
  const version = resource.meta?.version ?? headers['ETag'];
  return { status, id: id ?? resource.id, version, error: undefined };
}

/** The outcome of a user who was created, and then could not be given the manager. */
export function withoutManager(failed: Outcome): Outcome {
  const error = JSON.parse(failed.error ?? '{}') as { detail?: string };
  const detail = `The user was created without its manager, which was refused: ${error.detail ?? ''}`.trim();
  return { ...failed, error: JSON.stringify({ ...error, detail }) };
}

/** One element of a BulkResponse's Operations (RFC 7644 §3.7.3). */
export function renderOutcome(base: ScimBase, operation: BulkOperation, outcome: Outcome): string {
  const { method, bulkId, target } = operation;
  const { status, id, version, error } = outcome;
  const location =
    target === undefined || id === undefined ? undefined : `${base}${target.collection}/${segmentOf(id)}`;
  const said = JSON.stringify({ method, bulkId, version, location, status: `${status}` });
  return error === undefined ? said : `${said.slice(0, -1)},"response":${error}}`;
}

/** The id of what an operation that was not run would have changed; undefined when it is not known. */
export function plainIdOf({ method, target }: BulkOperation): string | undefined {
  return method === 'POST' || target?.id === undefined || isReference(target.id) ? undefined : target.id;
}

/** An id in an address. */
export function segmentOf(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
