/** What is wrong with a resource, a PATCH or a filter that a client sent. */
export type FaultCode =
  | 'malformed'
  | 'invalid_value'
  | 'invalid_path'
  | 'invalid_filter'
  | 'no_target'
  | 'immutable'
  | 'too_large';

/** Thrown by the rules of this folder. `detail` is for the client's administrator and says what to change. */
export class ResourceFault extends Error {
  override readonly name = 'ResourceFault';
  readonly code: FaultCode;
  readonly field: string | undefined;

  constructor(code: FaultCode, detail: string, field?: string) {
    super(detail);
    this.code = code;
    this.field = field === undefined ? undefined : shown(field);
  }
}

const MAX_SHOWN = 100;

/** A field can be a path that the client made up. It goes into the events, and PostgreSQL's JSON takes no NUL. */
function shown(field: string): string {
  return field.slice(0, MAX_SHOWN).toWellFormed().replaceAll('\0', '\ufffd');
}

/** How a client's text is shown in a detail: short, and quoted so that odd characters are seen. */
export function quoted(claimed: unknown): string {
  const text = typeof claimed === 'string' ? claimed : (JSON.stringify(claimed) ?? 'undefined');
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
