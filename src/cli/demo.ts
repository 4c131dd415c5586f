import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { at, objectsIn } from '../../conformance/kit/json.ts';
import { type ScimClient, scimClient } from '../../conformance/kit/scim-client.ts';
import { overHttp } from '../../conformance/kit/transport.ts';
import { personas } from '../../conformance/personas/all.ts';
import type { IdentityProvider, Person, Persona, Variant } from '../../conformance/personas/persona.ts';
import { findVariant } from '../../conformance/simulate/find-variant.ts';
import { readConfig } from '../config.ts';
import { type Service, serve } from '../main.ts';
import { stopSignal } from './start.ts';

const PEOPLE = (
  [
    ['Ada', 'Lovelace', 'Mathematics'],
    ['Grace', 'Hopper', 'Compilers'],
    ['Katherine', 'Johnson', 'Flight Research'],
    ['Emmy', 'Noether', 'Algebra'],
    ['Hedy', 'Lamarr', 'Radio'],
  ] as const
).map(
  ([givenName, familyName, department]): Person => ({
    userName: `${givenName}.${familyName}@corp.example`.toLowerCase(),
    externalId: `00u-${givenName}-${familyName}`.toLowerCase(),
    title: 'Researcher',
    givenName,
    familyName,
    department,
  }),
);

const TIMEOUT_MS = 30_000;

/**
 * `drawbridge demo`: the main job on a fresh embedded database and a free port, with the identity provider of this
 * name (preset: Okta). Stays up for a look around, unless `once`. Throws UsageFault for a name that there is not, and
 * when anything goes another way than it should.
 */
export async function demo({ once, persona: name = 'okta' }: DemoOptions): Promise<void> {
  const client = findVariant(personas, name);
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-demo-'));
  try {
    say('Opening a fresh embedded database (takes a few seconds) …');
    const config = readConfig({ PORT: '0', DRAWBRIDGE_DATA_DIR: folder, LOG_LEVEL: 'warn' });
    const service = await serve(config);
    try {
      const stage = await setUp(service, operatorKeyOf(config.operatorKeys), client);
      const hasGroups = await play(stage, client.variant);
      if (!once) await lookAround(stage, hasGroups);
    } finally {
      await service.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type DemoOptions = { readonly once: boolean; readonly persona?: string | undefined };

type Client = { readonly persona: Persona; readonly variant: Variant };

type Stage = {
  readonly service: Service;
  readonly operatorKey: string;
  readonly organizationId: string;
  readonly directoryId: string;
  readonly scimBaseUrl: string;
  readonly token: string;
};

async function setUp(service: Service, operatorKey: string, { persona }: Client): Promise<Stage> {
  const api = apiOf({ service, operatorKey });
  heading('The host app sets up a customer');
  const organization = await api('/organizations', {
    name: 'Example Corp',
    administrator: { email: 'charles@corp.example', name: 'Charles Babbage' },
  });
  did('organization created', String(organization['name']), String(organization['slug']));
  const organizationId = String(organization['id']);
  const directory = await api(`/organizations/${organizationId}/directories`, {
    name: persona.title,
    provider: ['okta', 'entra', 'google'].includes(persona.name) ? persona.name : 'generic',
  });
  const { scimBaseUrl } = directory as { scimBaseUrl: string };
  const { secret: token } = directory['token'] as { secret: string };
  did('directory connected', persona.title, scimBaseUrl);
  return { service, operatorKey, organizationId, directoryId: String(directory['id']), scimBaseUrl, token };
}

/** Tells the story. Gives whether there are groups to look at. */
async function play(stage: Stage, variant: Variant): Promise<boolean> {
  const target = { baseUrls: [stage.scimBaseUrl], token: stage.token, timeoutMs: TIMEOUT_MS };
  const scim = scimClient({ target, transport: overHttp });
  const provider = variant.connect(scim);

  heading('Its identity provider provisions five people');
  await provider.testConnection();
  did('connection tested', 'accepted', variant.title);
  const ids: string[] = [];
  for (const person of PEOPLE) {
    const id = await provider.provision(person);
    ids.push(id);
    did('user.created', person.userName, id);
  }

  await pushGroups(provider, ids);
  await changeSomebody({ provider, scim }, ids);
  await seeUsers(stage);
  return provider.teams !== undefined;
}

async function pushGroups({ teams }: IdentityProvider, ids: readonly string[]): Promise<void> {
  heading('It pushes groups, with members');
  if (teams === undefined) {
    say('  This client pushes no groups.');
    return;
  }
  for (const [displayName, size] of [
    ['Engineering', 3],
    ['Everybody', 5],
  ] as const) {
    const externalId = `00g-${displayName}`.toLowerCase();
    const id = await teams.provision({ displayName, externalId, members: ids.slice(0, size) });
    did('group.created', `${displayName}, ${size} members`, id);
  }
}

async function changeSomebody(
  { provider, scim }: { readonly provider: IdentityProvider; readonly scim: ScimClient },
  ids: readonly string[],
): Promise<void> {
  heading('Somebody changes, somebody leaves');
  const [ada, hedy] = [PEOPLE.at(0) as Person, PEOPLE.at(-1) as Person];
  const [adaId, hedyId] = [ids.at(0) as string, ids.at(-1) as string];
  await provider.update(adaId, { ...ada, title: 'Analyst' }, ada);
  const { body } = await scim.get(`/Users/${adaId}`);
  did('user.updated', ada.userName, `title is now ${String(body['title'])}`);
  const groups = objectsIn(body['groups']).map(({ display }) => String(display));
  if (groups.length > 0) did('in groups', ada.userName, groups.join(', '));
  await provider.deactivate(hedyId, hedy);
  const left = await scim.get(`/Users/${hedyId}`);
  did('user.deactivated', hedy.userName, `active is now ${String(at(left.body, 'active'))}`);
}

async function seeUsers(stage: Stage): Promise<void> {
  heading('What the host app sees');
  const { users } = (await apiOf(stage)(`/organizations/${stage.organizationId}/users`)) as {
    users: { userName: string; displayName: string; active: boolean }[];
  };
  for (const { userName, displayName, active } of users) did(active ? 'active' : 'inactive', displayName, userName);
  const inactive = users.filter(({ active }) => !active).length;
  if (users.length !== PEOPLE.length || inactive !== 1) throw new Error('the demo did not end as it should');
}

function apiOf({ service, operatorKey }: Pick<Stage, 'service' | 'operatorKey'>) {
  return (path: string, body?: object) => operate(`${service.baseUrl}/api/v1${path}`, operatorKey, body);
}

async function lookAround(stage: Stage, hasGroups: boolean): Promise<void> {
  const { service, operatorKey, organizationId, directoryId, scimBaseUrl, token } = stage;
  heading('It stays up: look around, and stop it with Ctrl-C');
  say(`  management API   ${service.baseUrl}/api/v1   (described at /api/v1/openapi.json)`);
  say(`  SCIM base URL    ${scimBaseUrl}`);
  say(`  health, metrics  ${service.baseUrl}/readyz   ${service.baseUrl}/metrics`);
  say('\n  Find a person as the identity provider would:\n');
  say(
    `  curl -s -G '${scimBaseUrl}/Users' -H 'Authorization: Bearer ${token}' --data-urlencode 'filter=userName eq "ADA.LOVELACE@corp.example"'`,
  );
  if (hasGroups) {
    say('\n  See who is in a group:\n');
    say(
      `  curl -s -G '${scimBaseUrl}/Groups' -H 'Authorization: Bearer ${token}' --data-urlencode 'filter=displayName eq "Engineering"'`,
    );
  }
  say('\n  Read what the identity provider sent, and what became of it:\n');
  say(
    `  curl -s '${service.baseUrl}/api/v1/organizations/${organizationId}/directories/${directoryId}/requests' -H 'Authorization: Bearer ${operatorKey}'`,
  );
  say('\n  Or list them as the host app would:\n');
  say(
    `  curl -s '${service.baseUrl}/api/v1/organizations/${organizationId}/users?status=active' -H 'Authorization: Bearer ${operatorKey}'\n`,
  );
  await stopSignal();
}

/** One call of the management API. Throws when it is refused. */
async function operate(url: string, key: string, body: object | undefined): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

function operatorKeyOf(keys: ReadonlyMap<string, string>): string {
  const [key] = keys.values();
  if (key === undefined) throw new Error('development makes an operator key');
  return key;
}

function say(line: string): void {
  console.log(line);
}

function heading(words: string): void {
  say(`\n${styleText('bold', words)}`);
}

let started = 0;

/** One line of the timeline. */
function did(what: string, whom: string, more: string): void {
  started ||= Date.now();
  const at = `+${((Date.now() - started) / 1000).toFixed(2)}s`;
  say(`  ${styleText('dim', at.padStart(7))}  ${what.padEnd(20)}  ${whom.padEnd(34)}  ${styleText('dim', more)}`);
}
