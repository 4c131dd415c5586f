import type { Case } from '../kit/case.ts';
import type { ScimClient } from '../kit/scim-client.ts';

export const personaNames = ['okta', 'entra', 'google', 'onelogin', 'jumpcloud', 'ping', 'authentik'] as const;

export type PersonaName = (typeof personaNames)[number];

/** A person as an identity provider keeps them. */
export type Person = {
  readonly userName: string;
  readonly externalId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly title: string;
  readonly department: string;
};

/** A group as an identity provider keeps it; members are the server's user ids. */
export type Team = { readonly displayName: string; readonly externalId: string; readonly members: readonly string[] };

/**
 * What an identity provider sends for each thing that happens over there: its requests, in its order and its shapes.
 * Everything can be done again after an answer was lost: it looks before it creates, and what is gone is gone.
 * Throws Failed where the client would report an error, Unreachable when the server cannot be asked.
 */
export type IdentityProvider = {
  /** What its "Test connection" sends. */
  testConnection(): Promise<void>;
  /** Somebody is assigned: matched, or created. Gives the server's id. */
  provision(person: Person): Promise<string>;
  /** The request that creates, sent again without a look: gives the status, which the client takes as it is. */
  createAgain(person: Person): Promise<number>;
  /** The profile has changed into `after`. */
  update(id: string, after: Person, before: Person): Promise<void>;
  deactivate(id: string, person: Person): Promise<void>;
  reactivate(id: string, person: Person): Promise<void>;
  /** Deletes for good; undefined where the client never does. */
  readonly remove?: ((id: string) => Promise<void>) | undefined;
  /** Undefined where the client pushes no groups. */
  readonly teams?: Teams | undefined;
};

export type Teams = {
  /** Whether it sends the changes of one group side by side, one request for each member. */
  readonly isParallel: boolean;
  /** Finds or creates the group and makes its members those of `team`. Gives the server's id. */
  provision(team: Team): Promise<string>;
  /** `team` is as it is to be; its name was another. */
  rename(id: string, team: Team): Promise<void>;
  /** `joined` have come in and `left` have gone out; `team` is as it is to be. */
  changeMembers(
    id: string,
    team: Team,
    change: { readonly joined: readonly string[]; readonly left: readonly string[] },
  ): Promise<void>;
  remove(id: string): Promise<void>;
};

/** One way in which a client can be set up: Okta's two kinds of apps, Entra ID with and without its flag. */
export type Variant = {
  /** `okta-oin`: what `--persona` and the ids of its scenarios begin with. */
  readonly name: string;
  readonly title: string;
  connect(scim: ScimClient): IdentityProvider;
};

/** An identity provider that we know: what it sends, and what it needs of a server. */
export type Persona = {
  readonly name: PersonaName;
  readonly title: string;
  /** The first is what most customers have. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** What it does, as cases: ids begin with the name of a variant. */
  readonly scenarios: readonly Case[];
};
