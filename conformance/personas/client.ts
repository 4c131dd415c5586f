import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { Failed } from '../kit/failed.ts';
import { detailIn, isJson, type Json, objectsIn, shown } from '../kit/json.ts';
import type { Answer, ScimClient } from '../kit/scim-client.ts';
import type { Trial } from '../kit/trial.ts';
import type { Person } from './persona.ts';

/** The answer, when the client takes it. Throws Failed with what came and what the client then does. */
export function accepted(answer: Answer, statuses: readonly number[], consequence: string): Answer {
  if (statuses.includes(answer.status)) return answer;
  const detail = detailIn(answer.body);
  const said = detail === undefined ? '' : ` (${detail})`;
  throw new Failed(
    `${answer.request} should be answered with ${statuses.join(' or ')}, and was with ${answer.status}${said}; ${consequence}`,
  );
}

/** A text as the value of a filter: in quotation marks, and escaped as JSON is (RFC 7644 §3.4.2.2). */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** The first of what a filter finds; undefined when it finds nobody. Throws Failed unless the answer is 200 with a list. */
export async function findOne(scim: ScimClient, path: string, filter: string): Promise<Json | undefined> {
  return firstOf(await scim.get(path, { query: { filter } }));
}

/** The first resource of a list; undefined when it is empty. Throws Failed unless the answer is 200 with a list. */
export function firstOf(answer: Answer): Json | undefined {
  const consequence = 'the client cannot tell whether what it looks for is there.';
  const { totalResults, Resources } = accepted(answer, [200], consequence).body;
  const [first] = objectsIn(Resources);
  const total = Number(totalResults ?? Number.NaN);
  const isList = Resources === undefined || (Array.isArray(Resources) && Resources.every(isJson));
  if (!isList || !Number.isInteger(total) || (total > 0 && first === undefined))
    throw new Failed(
      `${answer.request} should be answered with a list, and was with ${shown(answer.body)}; ${consequence}`,
    );
  return first;
}

/** A filter finds nobody. A server that says so with 404 passes here: the cases about misses tell that. */
export async function checkFindsNobody(scim: ScimClient, path: string, filter: string): Promise<void> {
  const answer = await scim.get(path, { query: { filter } });
  if (answer.status === 404) return;
  checkEqual(firstOf(answer)?.['id'], undefined, `the id of the first that ${answer.request} finds with ${filter}`);
}

/** The id of a resource as it was answered. Throws Failed when there is none: the client has nothing to link to. */
export function idOf(resource: Json, request: string): string {
  const { id } = resource;
  if (typeof id === 'string' && id !== '') return id;
  throw new Failed(
    `The resource in the answer to ${request} should have an id, and has ${shown(id)}; the client has nothing to link to.`,
  );
}

/** The address of a resource. */
export function pathOf(type: 'Users' | 'Groups', id: string): string {
  return `/${type}/${encodeURIComponent(id)}`;
}

/** Somebody whom no other trial has. The externalId has letters of both cases. */
export function newPerson({ unique }: Trial): Person {
  return {
    userName: `${unique('ada')}@example.com`,
    externalId: unique('Object'),
    givenName: 'Ada',
    familyName: 'Lovelace',
    title: 'Countess',
    department: 'Mathematics',
  };
}

/** The group has exactly these members, in any order. */
export async function checkMembers(scim: ScimClient, groupId: string, ids: readonly string[]): Promise<void> {
  const answer = await scim.get(pathOf('Groups', groupId));
  checkStatus(answer, 200);
  const members = objectsIn(answer.body['members']).map(({ value }) => String(value));
  checkEqual(members.toSorted(), ids.toSorted(), `the members in the answer to ${answer.request} (by id)`);
}

/** What a client does, without saying in which of its variants. */
export type Scenario<Client> = Omit<Case, 'id' | 'run' | 'needs'> & {
  /** The id without the name of the variant. */
  readonly name: string;
  readonly run: (client: Client, trial: Trial) => Promise<void>;
};

/** Scenarios as cases of one variant. Nothing is skipped: clients do not ask what a server lacks before they send. */
export function casesOf<Client>(
  variant: string,
  scenarios: readonly Scenario<Client>[],
  clientFor: (scim: ScimClient) => Client,
): readonly Case[] {
  return scenarios.map(({ name, run, ...said }) => ({
    ...said,
    id: `${variant}-${name}`,
    run: (trial) => run(clientFor(trial.scim), trial),
  }));
}
