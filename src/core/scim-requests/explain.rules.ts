import type { ClientName } from './fingerprint.rules.ts';

/** Every code with which a SCIM request can be refused, or fail. */
export type RefusedCode =
  | 'malformed'
  | 'invalid_value'
  | 'invalid_filter'
  | 'invalid_path'
  | 'no_target'
  | 'immutable'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'version_mismatch'
  | 'rate_limited'
  | 'not_implemented'
  | 'invalid_cursor'
  | 'expired_cursor'
  | 'invalid_count'
  | 'method_not_allowed'
  | 'unavailable'
  | 'internal';

/** A refused request: what its client wanted, and what it was told. */
export type Refused = {
  readonly code: RefusedCode;
  readonly status: number;
  /** A sentence of ours, without secrets. */
  readonly detail: string;
  readonly field?: string | undefined;
  readonly method: string;
  /** The first part of the path: Users, Groups, Bulk … */
  readonly resource: string;
  readonly client: ClientName;
};

const MAX_DETAIL = 500;

/** What was refused and what the administrator of the identity provider can do about it, in two or three sentences. */
export function explain(refused: Refused): string {
  const { detail } = refused;
  const short = detail.length > MAX_DETAIL ? `${detail.slice(0, MAX_DETAIL)}…` : detail;
  return explanations[refused.code]({ ...refused, detail: short })
    .replace(/\s+/g, ' ')
    .trim();
}

type Explanation = (refused: Refused) => string;

const explanations: Readonly<Record<RefusedCode, Explanation>> = {
  unauthenticated: ({ client }) =>
    `Nobody was let in: the token is missing, mistyped, expired or revoked, or it belongs to another directory. ${at(client, token)}`,
  forbidden: (refused) =>
    refused.method === 'GET' || isSearch(refused)
      ? `${deed(refused)} was refused. ${refused.detail}`
      : `${deed(refused)} was refused: the token may not do this. ${refused.detail} ${at(refused.client, token)}`,
  not_found: (refused) => {
    const kind = kindOf(refused);
    if (kind === undefined) return `The address is not one of this service. ${at(refused.client, baseUrl)}`;
    if (isAboutReference(refused)) {
      return `${deed(refused)} was refused, for it names somebody who is not in this directory. ${refused.detail} ${at(refused.client, reference)}`;
    }
    return `The ${kind} is not in this directory: deleted here, or never this directory's. ${at(refused.client, again)}`;
  },
  conflict: (refused) => `${deed(refused)} was refused. ${refused.detail} ${at(refused.client, retry)}`,
  invalid_value: (refused) => `${deed(refused)} was refused. ${refused.detail} ${at(refused.client, mapping)}`,
  invalid_path: (refused) =>
    `${deed(refused)} was refused, and nothing of it was done: it names an attribute that there is not. ${refused.detail} ${at(refused.client, mapping)}`,
  no_target: (refused) =>
    `${deed(refused)} was refused, and nothing of it was done: what it is to change is not there. ${refused.detail} ${at(refused.client, mapping)}`,
  immutable: (refused) =>
    `${deed(refused)} was refused: it sets what only this service sets. ${refused.detail} ${at(refused.client, mapping)}`,
  invalid_filter: (refused) =>
    `The search was refused, rather than answered with people who were not meant. ${refused.detail} ${at(refused.client, matching)}`,
  malformed: (refused) =>
    `${deed(refused)} was refused, because the request cannot be read. ${refused.detail} Nothing in the person's data is wrong: ${nameOf(refused.client)}, or a proxy on the way, sent it so.`,
  too_large: (refused) =>
    `${deed(refused)} was refused, and nothing of it was done, because the request is too large. ${refused.detail}`,
  unsupported: (refused) =>
    `${deed(refused)} was refused, because its body is not sent as JSON. ${refused.detail} ${nameOf(refused.client)}, or a proxy on the way, sets the Content-Type and Content-Encoding.`,
  version_mismatch: (refused) =>
    `${deed(refused)} was refused, because somebody else had changed it since it was read (If-Match). Nothing needs to be done: ${nameOf(refused.client)} reads it again and repeats the change.`,
  rate_limited: ({ client }) =>
    `The directory sent more requests in a second than it may. Nothing is lost, and nothing needs to be done: ${at(client, waiting)}`,
  not_implemented: (refused) => `${refused.detail} Provisioning does not need it.`,
  invalid_cursor: (refused) => importStopped(refused),
  expired_cursor: (refused) => importStopped(refused),
  invalid_count: (refused) => importStopped(refused),
  method_not_allowed: ({ method, detail, client }) =>
    `${method} does not exist at this address. ${detail} ${at(client, baseUrl)}`,
  unavailable: ({ client }) => `${OURS} could not answer at that moment, and nothing was done. ${ourFault(client)}`,
  internal: ({ client }) => `${OURS} failed at this request. ${ourFault(client)}`,
};

const OURS = 'This service';

function ourFault(client: ClientName): string {
  return `Nothing is known to be wrong in ${nameOf(client)}, which should send it again; if it stays so, tell whoever runs this service the id of the request.`;
}

function importStopped({ detail, client }: Refused): string {
  return `The next page of a list was refused. ${detail} Start the import in ${nameOf(client)} again.`;
}

const KINDS: Readonly<Record<string, string>> = { users: 'user', groups: 'group' };

function kindOf({ resource }: Refused): string | undefined {
  return KINDS[resource.toLowerCase()];
}

function isSearch({ resource }: Refused): boolean {
  return resource.toLowerCase() === '.search';
}

/** A member of a group, or somebody's manager. */
function isAboutReference({ field = '' }: Refused): boolean {
  return /^(?:members|manager)\b|:manager\b/i.test(field);
}

const DEEDS: Readonly<Record<string, string>> = {
  GET: 'Reading',
  POST: 'Creating',
  PUT: 'Changing',
  PATCH: 'Changing',
  DELETE: 'Deleting',
};

function deed(refused: Refused): string {
  const kind = kindOf(refused);
  if (isSearch(refused)) return 'The search';
  const doing = DEEDS[refused.method];
  return kind === undefined || doing === undefined ? 'The request' : `${doing} a ${kind}`;
}

const NAMES: Readonly<Record<ClientName, string>> = {
  okta: 'Okta',
  entra: 'Microsoft Entra ID',
  google: 'Google Workspace',
  onelogin: 'OneLogin',
  jumpcloud: 'JumpCloud',
  ping: 'Ping',
  authentik: 'authentik',
  other: 'the identity provider',
};

function nameOf(client: ClientName): string {
  return NAMES[client];
}

/** Advice for the clients whose consoles we know, and for all others. */
type Advice = Partial<Readonly<Record<ClientName, string>>> & { readonly others: (name: string) => string };

function at(client: ClientName, advice: Advice): string {
  return advice[client] ?? advice.others(nameOf(client));
}

const token: Advice = {
  okta: 'In Okta, open the app, choose Provisioning > Integration, and put in a current API token.',
  entra:
    'In Microsoft Entra ID, open the app, choose Provisioning > Admin Credentials, put in a current Secret Token and choose Test Connection.',
  google: 'In the Google Admin console, open the app, choose Autoprovisioning, and put in a current access token.',
  others: (name) => `Make a token for this directory and put it into the provisioning settings of ${name}.`,
};

const baseUrl: Advice = {
  okta: 'In Okta, compare the base URL under Provisioning > Integration with the one that this directory shows.',
  entra:
    'In Microsoft Entra ID, compare the Tenant URL under Provisioning > Admin Credentials with the base URL that this directory shows.',
  google:
    'In the Google Admin console, compare the endpoint URL of Autoprovisioning with the base URL of this directory.',
  others: (name) => `Compare the base URL in ${name} with the one that this directory shows.`,
};

const mapping: Advice = {
  okta: 'In Okta, correct the value in the profile of the person or group, or its mapping under Provisioning > To App.',
  entra:
    'In Microsoft Entra ID, correct the value of the person or group, or its attribute mapping under Provisioning > Mappings.',
  google: 'In the Google Admin console, correct the value of the person, or the attribute mapping of Autoprovisioning.',
  others: (name) => `Correct the value in ${name}, or the mapping of this attribute.`,
};

const matching: Advice = {
  okta: 'In Okta, the unique identifier field under Provisioning > Integration should be userName.',
  entra:
    'In Microsoft Entra ID, match people by userName or externalId, and groups by displayName or externalId, under Provisioning > Mappings.',
  others: (name) => `Let ${name} match people by userName or externalId, and groups by displayName or externalId.`,
};

const again: Advice = {
  okta: 'In Okta, unassign and assign the person again, or unlink and push the group again, so that it is created anew.',
  entra:
    'In Microsoft Entra ID, restart provisioning, so that it looks for everybody again and creates who is missing.',
  authentik: 'authentik creates it again by itself.',
  others: (name) => `Let ${name} look for it again and create it anew.`,
};

const reference: Advice = {
  okta: 'In Okta, assign that person to the app before the group is pushed.',
  entra: 'In Microsoft Entra ID, bring that person into the scope of provisioning; the reference is sent again later.',
  others: (name) => `Let ${name} provision that person first.`,
};

const retry: Advice = {
  okta: 'Once that is settled, retry the task under Dashboard > Tasks in Okta.',
  entra: 'Once that is settled, Microsoft Entra ID tries again by itself; Provision on demand does so at once.',
  others: (name) => `Once that is settled, let ${name} send it again.`,
};

const waiting: Advice = {
  okta: 'Okta pauses and sends them again by itself.',
  entra: 'Microsoft Entra ID sends them again by itself.',
  others: (name) => `${name} should wait as Retry-After says and send them again.`,
};
