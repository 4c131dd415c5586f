/** The SCIM clients that we can tell apart. */
export const clients = ['okta', 'entra', 'google', 'onelogin', 'jumpcloud', 'ping', 'authentik', 'other'] as const;

export type ClientName = (typeof clients)[number];

/** What a request shows of its client. */
export type Traits = {
  readonly userAgent: string | undefined;
  /** The address below the directory's base, as it was sent. */
  readonly path: string;
  /** The JSON body, if there was one. */
  readonly body: unknown;
};

const BY_USER_AGENT: readonly [RegExp, ClientName][] = [
  [/\bokta\b/i, 'okta'],
  [/google-auto-provisioning/i, 'google'],
  [/onelogin/i, 'onelogin'],
  [/jumpcloud/i, 'jumpcloud'],
  [/\bping(?:one|federate|identity|[ -])/i, 'ping'],
  [/authentik/i, 'authentik'],
  [/\b(?:microsoft|azure|entra)/i, 'entra'],
];

/** The flag that Entra ID's administrators put into the base URL (scim.md §2.1). */
const ENTRA_FLAG = /aadoptscim062020|azureadscimpatch/i;
const ENTRA_URN = 'http://schemas.microsoft.com/2006/11/resourcemanagement/adscim/2.0/group';
const ENTRA_OPERATIONS = new Set(['Add', 'Replace', 'Remove']);
const GOOGLE_URN = 'urn:scim:schemas:core:1.0';
const FEW = 10;

/**
 * Who a client seems to be, by its own word or else by the shape of its request (scim.md §1 to §4). For people who
 * read the log: anybody can look like anybody, and nothing behaves otherwise for it.
 */
export function clientOf({ userAgent, path, body }: Traits): ClientName {
  const [, named] = BY_USER_AGENT.find(([pattern]) => pattern.test(userAgent?.slice(0, 200) ?? '')) ?? [];
  if (named !== undefined) return named;
  const urns = listIn(body, 'schemas').map((urn) => String(urn).toLowerCase());
  if (ENTRA_FLAG.test(path) || urns.includes(ENTRA_URN) || listIn(body, 'Operations').some(isOfEntra)) return 'entra';
  if (urns.includes(GOOGLE_URN)) return 'google';
  // OneLogin sends the header and leaves it empty; Entra ID may leave it out.
  return userAgent === '' ? 'onelogin' : 'other';
}

function isOfEntra(operation: unknown): boolean {
  const op = fieldOf(operation, 'op');
  return typeof op === 'string' && ENTRA_OPERATIONS.has(op);
}

function listIn(body: unknown, name: string): readonly unknown[] {
  const list = fieldOf(body, name);
  return Array.isArray(list) ? list.slice(0, FEW) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
