import type { RefusalCode } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import type { Failure } from '../http/refusals.ts';

/** The scimType of every refusal; undefined where RFC 7644 §3.12 and RFC 9865 §2.1 name none. */
const scimTypeOf = {
  malformed: 'invalidSyntax',
  invalid_value: 'invalidValue',
  invalid_filter: 'invalidFilter',
  invalid_path: 'invalidPath',
  no_target: 'noTarget',
  immutable: 'mutability',
  unauthenticated: undefined,
  forbidden: undefined,
  not_found: undefined,
  conflict: 'uniqueness',
  too_large: undefined,
  unsupported: undefined,
  version_mismatch: undefined,
  rate_limited: undefined,
  not_implemented: undefined,
  invalid_cursor: 'invalidCursor',
  expired_cursor: 'expiredCursor',
  invalid_count: 'invalidCount',
} as const satisfies Record<RefusalCode, string | undefined>;

/** A SCIM Error (RFC 7644 §3.12): `status` is a string. */
export function scimError({ status, detail, code, headers }: Failure): Answer {
  const scimType = code in scimTypeOf ? scimTypeOf[code as RefusalCode] : undefined;
  const error = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: `${status}`, scimType, detail };
  return { status, headers, body: JSON.stringify(error) };
}
