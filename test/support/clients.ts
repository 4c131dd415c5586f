import { OPERATOR_KEY, type TestService } from './building.ts';

/** An answer with its JSON body; `{}` when there is none. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
};

export type Sending = {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
};

/** One HTTP request. A string body is sent as it is. */
export async function send(url: string, { method = 'GET', body, token, headers = {} }: Sending = {}): Promise<Reply> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : {},
  };
}

/** The management API with the operator's key. */
export function apiOf(service: TestService) {
  const call = (method: string) => (path: string, body?: unknown) =>
    send(`${service.baseUrl}/api/v1${path}`, {
      method,
      token: OPERATOR_KEY,
      body,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    });
  return { get: call('GET'), post: call('POST'), patch: call('PATCH'), delete: call('DELETE') };
}

/** One directory of an organization, as its identity provider sees it. */
export type TestDirectory = {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly tokenId: string;
  readonly base: string;
  readonly token: string;
  scim(path: string, sending?: Sending): Promise<Reply>;
};

let made = 0;

/** A new organization with a directory. */
export async function newDirectory(service: TestService, organizationId?: string): Promise<TestDirectory> {
  const api = apiOf(service);
  const id = organizationId ?? (await api.post('/organizations', { name: `Organization ${++made}` })).body.id;
  const { body } = await api.post(`/organizations/${id}/directories`, { name: 'Okta', provider: 'okta' });
  return directoryClient(body, id);
}

/** The client of a directory that the API answered with. */
export function directoryClient(
  body: { id: string; scimBaseUrl: string; token: { id: string; secret: string } },
  organizationId: string,
): TestDirectory {
  const { scimBaseUrl: base, token } = body;
  return {
    organizationId,
    directoryId: body.id,
    tokenId: token.id,
    base,
    token: token.secret,
    scim: (path, sending = {}) => send(`${base}${path}`, { token: token.secret, ...sending }),
  };
}

/** A User as Okta creates one. */
export function userBody(userName: string, more: object = {}): Record<string, unknown> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Ada Lovelace',
    active: true,
    ...more,
  };
}
