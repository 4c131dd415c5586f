import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { readConfig } from '../config.ts';
import { type Service, serve } from '../main.ts';
import { oktaLike, type Provisioned } from './okta-like.ts';
import { stopSignal } from './start.ts';

const PEOPLE = [
  ['Ada', 'Lovelace', 'Mathematics'],
  ['Grace', 'Hopper', 'Compilers'],
  ['Katherine', 'Johnson', 'Flight Research'],
  ['Emmy', 'Noether', 'Algebra'],
  ['Hedy', 'Lamarr', 'Radio'],
] as const;

/**
 * `drawbridge demo`: the main job on a fresh embedded database and a free port. Stays up for a look around, unless
 * `once`. Throws when anything goes another way than it should.
 */
export async function demo({ once }: { once: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-demo-'));
  try {
    say('Opening a fresh embedded database (takes a few seconds) …');
    const config = readConfig({ PORT: '0', DRAWBRIDGE_DATA_DIR: folder, LOG_LEVEL: 'warn' });
    const service = await serve(config);
    try {
      const stage = await play(service, operatorKeyOf(config.operatorKeys));
      if (!once) await lookAround(stage);
    } finally {
      await service.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Stage = {
  readonly service: Service;
  readonly operatorKey: string;
  readonly organizationId: string;
  readonly directoryId: string;
  readonly scimBaseUrl: string;
  readonly token: string;
};

async function play(service: Service, operatorKey: string): Promise<Stage> {
  const api = (path: string, body?: object) => operate(`${service.baseUrl}/api/v1${path}`, operatorKey, body);
  heading('The host app sets up a customer');
  const organization = await api('/organizations', {
    name: 'Example Corp',
    administrator: { email: 'charles@corp.example', name: 'Charles Babbage' },
  });
  did('organization created', String(organization['name']), String(organization['slug']));
  const organizationId = String(organization['id']);
  const directory = await api(`/organizations/${organizationId}/directories`, { name: 'Okta', provider: 'okta' });
  const { scimBaseUrl } = directory as { scimBaseUrl: string };
  const { secret: token } = directory['token'] as { secret: string };
  did('directory connected', 'Okta', scimBaseUrl);

  heading('Its identity provider provisions five people');
  const okta = oktaLike(scimBaseUrl, token);
  await okta.testConnection();
  did('connection tested', 'GET /Users?startIndex=1&count=2', '200');
  const people: Provisioned[] = [];
  for (const [given, family, department] of PEOPLE) {
    const person = await okta.assign({ given, family, department });
    people.push(person);
    did('user.created', person.userName, person.id);
  }

  heading('It pushes groups, with members');
  for (const [name, size] of [
    ['Engineering', 3],
    ['Everybody', 5],
  ] as const) {
    const id = await okta.pushGroup(
      name,
      people.slice(0, size).map((person) => person.id),
    );
    did('group.created', `${name}, ${size} members`, id);
  }

  heading('Somebody changes, somebody leaves');
  const [ada, , , , hedy] = people as [Provisioned, Provisioned, Provisioned, Provisioned, Provisioned];
  const renamed = await okta.pushProfile(ada.id, { displayName: 'Countess of Lovelace', title: 'Analyst' });
  did('user.updated', ada.userName, `displayName is now ${String(renamed['displayName'])}`);
  const { groups } = (await okta.read(ada.id)) as { groups: { display: string }[] };
  did('in groups', ada.userName, groups.map(({ display }) => display).join(', '));
  const left = await okta.deactivate(hedy.id);
  did('user.deactivated', hedy.userName, `active is now ${String(left['active'])}`);

  heading('What the host app sees');
  const { users } = (await api(`/organizations/${organizationId}/users`)) as {
    users: { userName: string; displayName: string; active: boolean }[];
  };
  for (const { userName, displayName, active } of users) did(active ? 'active' : 'inactive', displayName, userName);
  const inactive = users.filter(({ active }) => !active).length;
  if (users.length !== PEOPLE.length || inactive !== 1) throw new Error('the demo did not end as it should');
  return { service, operatorKey, organizationId, directoryId: String(directory['id']), scimBaseUrl, token };
}

async function lookAround({
  service,
  operatorKey,
  organizationId,
  directoryId,
  scimBaseUrl,
  token,
}: Stage): Promise<void> {
  heading('It stays up: look around, and stop it with Ctrl-C');
  say(`  management API   ${service.baseUrl}/api/v1   (described at /api/v1/openapi.json)`);
  say(`  SCIM base URL    ${scimBaseUrl}`);
  say(`  health, metrics  ${service.baseUrl}/readyz   ${service.baseUrl}/metrics`);
  say('\n  Find a person as the identity provider would:\n');
  say(
    `  curl -s -G '${scimBaseUrl}/Users' -H 'Authorization: Bearer ${token}' --data-urlencode 'filter=userName eq "ADA.LOVELACE@corp.example"'`,
  );
  say('\n  See who is in a group:\n');
  say(
    `  curl -s -G '${scimBaseUrl}/Groups' -H 'Authorization: Bearer ${token}' --data-urlencode 'filter=displayName eq "Engineering"'`,
  );
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
