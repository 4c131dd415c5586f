import { randomBytes } from 'node:crypto';
import { Failed, Skipped } from './failed.ts';
import { at, detailIn, type Json } from './json.ts';
import type { Answer, ScimClient } from './scim-client.ts';
import { URN } from './urns.ts';

/** A resource as the server answered it. */
export type Resource = Json & { readonly id: string };

/** What a case gets: a client, names that nobody else has, and resources that are gone when it is over. */
export type Trial = {
  readonly scim: ScimClient;
  /** A name that no other trial has: `unique('group')` is `group-k3v9x2-1`. */
  unique(stem: string): string;
  /** The body of a user that can be created, with a userName of its own, and `more` in it or in its place. */
  userBody(more?: Json): Json & { readonly userName: string };
  groupBody(more?: Json): Json & { readonly displayName: string };
  /** Creates a user. Throws Failed unless something was created: any 2xx with an id will do here. */
  createUser(more?: Json): Promise<Resource>;
  createGroup(more?: Json): Promise<Resource>;
  /** Takes note of what a case has created by a POST of its own, to be deleted when it is over. Gives the resource. */
  created(answer: Answer): Resource;
  /** What a GET of the resource gives now. */
  read(resource: Resource, type?: 'Users' | 'Groups'): Promise<Answer>;
  /** Ends the case: it cannot be tried on this server. */
  skip(reason: string): never;
};

/** A trial, and how it is cleared away. */
export type OpenTrial = Trial & { clear(): Promise<void> };

/** Opens a trial. */
export function openTrial(scim: ScimClient): OpenTrial {
  const run = randomBytes(5).toString('hex');
  const addresses: string[] = [];
  let made = 0;
  const unique = (stem: string): string => `${stem}-${run}-${(made += 1)}`;

  function userBody(more: Json = {}): Json & { userName: string } {
    const userName = `${unique('conformance')}@example.com`;
    return {
      schemas: [URN.user],
      userName,
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      displayName: 'Ada Lovelace',
      emails: [{ value: userName, type: 'work', primary: true }],
      active: true,
      ...more,
    } as Json & { userName: string };
  }

  function groupBody(more: Json = {}): Json & { displayName: string } {
    return { schemas: [URN.group], displayName: unique('Conformance'), ...more } as Json & { displayName: string };
  }

  function created(answer: Answer): Resource {
    const id = at(answer.body, 'id');
    const type = /^POST \/(Users|Groups)\b/.exec(answer.request)?.[1];
    if (typeof id === 'string' && type !== undefined) addresses.push(`/${type}/${encodeURIComponent(id)}`);
    if (answer.status < 200 || answer.status > 299 || typeof id !== 'string' || id === '') {
      const said = detailIn(answer.body);
      throw new Failed(
        `${answer.request} should create something and answer with its id; the answer was ${answer.status}${said === undefined ? '' : `: ${said}`}.`,
      );
    }
    return answer.body as Resource;
  }

  const createUser = async (more?: Json): Promise<Resource> => created(await scim.post('/Users', userBody(more)));
  const createGroup = async (more?: Json): Promise<Resource> => created(await scim.post('/Groups', groupBody(more)));

  return {
    scim,
    unique,
    userBody,
    groupBody,
    createUser,
    createGroup,
    created,
    read: ({ id }, type = 'Users') => scim.get(`/${type}/${encodeURIComponent(id)}`),
    skip(reason) {
      throw new Skipped(reason);
    },
    /** Groups first, so that a server that refuses to delete a member lets go. What cannot be deleted stays. */
    async clear() {
      for (const address of addresses.toReversed()) await scim.delete(address).catch(() => undefined);
    },
  };
}
