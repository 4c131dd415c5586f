import { type FaultCode, ResourceFault } from '../../../src/core/resources/fault.rules.ts';
import { Refusal } from '../../../src/platform/refusal.ts';

/** A SCIM Error that is to be answered (RFC 7644 §3.12). */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly scimType: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    { scimType, headers = {} }: { scimType?: string | undefined; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
    this.headers = headers;
  }
}

const SCIM_TYPES: Readonly<Record<FaultCode, string | undefined>> = {
  malformed: 'invalidSyntax',
  invalid_value: 'invalidValue',
  invalid_path: 'invalidPath',
  invalid_filter: 'invalidFilter',
  no_target: 'noTarget',
  immutable: 'mutability',
  too_large: undefined,
};

/** What the rules threw, as an error to be answered; anything else is thrown on, for it is a bug. */
export function refusedOf(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof ResourceFault)
    return new Refused(error.code === 'too_large' ? 413 : 400, error.message, { scimType: SCIM_TYPES[error.code] });
  // The only refusal of the discovery documents.
  if (error instanceof Refusal && error.code === 'not_found') return new Refused(404, error.detail);
  throw error;
}

/** Nobody has this id. */
export function notFound(id: string): Refused {
  return new Refused(404, `Nothing has the id ${JSON.stringify(id)}.`);
}
