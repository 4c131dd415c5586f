import { expect } from 'vitest';
import { URN } from '../../conformance/kit/urns.ts';
import { OPERATOR_KEY, type TestService } from './building.ts';

export { URN };

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

/** A Group without members as most clients create one. */
export function groupBody(displayName: string, more: object = {}): Record<string, unknown> {
  return { schemas: [URN.group], displayName, ...more };
}

/** What a PATCH with these operations sends. */
export function patchOf(...Operations: object[]): Sending {
  return { method: 'PATCH', body: { schemas: [URN.patch], Operations } };
}

/** Creates a user and gives what the server answered. Throws when it did not. */
export async function newUser(directory: TestDirectory, userName: string, more: object = {}): Promise<Reply['body']> {
  return made201(await directory.scim('/Users', { method: 'POST', body: userBody(userName, more) }));
}

/** Creates a group with members by their ids and gives what the server answered. Throws when it did not. */
export async function newGroup(
  directory: TestDirectory,
  displayName: string,
  members: readonly string[] = [],
): Promise<Reply['body']> {
  const body = groupBody(displayName, { members: members.map((value) => ({ value })) });
  return made201(await directory.scim('/Groups', { method: 'POST', body }));
}

function made201({ status, body, text }: Reply): Reply['body'] {
  if (status !== 201) throw new Error(`nothing was created: ${status} ${text}`);
  return body;
}

/** Who belongs to a group, by id, sorted. */
export async function membersOf(directory: TestDirectory, groupId: string): Promise<string[]> {
  const { status, body, text } = await directory.scim(`/Groups/${groupId}`);
  if (status !== 200) throw new Error(`the group cannot be read: ${status} ${text}`);
  return (body.members ?? []).map(({ value }: { value: string }) => value).toSorted();
}

/** The resources of a type that a filter finds. */
export function find(directory: TestDirectory, type: 'Users' | 'Groups', filter: string): Promise<Reply> {
  return directory.scim(`/${type}?filter=${encodeURIComponent(filter)}`);
}

/** The ids of the resources on a page. */
export function idsOf({ status, body, text }: Reply): string[] {
  if (status !== 200) throw new Error(`this is no page: ${status} ${text}`);
  return body.Resources.map(({ id }: { id: string }) => id);
}

/** Fails unless it is a SCIM Error (RFC 7644 §3.12) with this status and scimType, and a detail in words. */
export function expectScimError(reply: Reply, status: number, scimType?: string): void {
  const { body, headers } = reply;
  expect({ sent: reply.status, status: body.status, scimType: body.scimType, schemas: body.schemas }).toEqual({
    sent: status,
    status: `${status}`,
    scimType,
    schemas: [URN.error],
  });
  expect(body.detail).toMatch(/\S+ \S+/);
  expect(headers.get('content-type')).toMatch(/^application\/(scim\+)?json\b/);
}
