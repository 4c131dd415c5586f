import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withEvents, writeEvents } from '../../../../src/core/event-rows.sql.ts';
import { insertUser } from '../../../../src/core/users/users.sql.ts';
import type { HotStatement } from '../../../../src/core/verb.ts';
import { type Database, openDatabase } from '../../../../src/platform/database/database.ts';
import type { Statement } from '../../../../src/platform/database/statement.ts';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { readCatalogue } from '../../../support/catalogue.ts';
import { tenantTables } from '../../../support/catalogue-rules.ts';
import { fillCrowd, fillTenant, type Tenant } from './filled-tenants.ts';
import { gateStatements, hotStatements, RARE_STATEMENTS, type Sent } from './hot-statements.ts';
import { findingsOf, type PlanMode, planOf } from './plans.ts';

let testDatabase: TestDatabase;
let superuser: Client;
let database: Database;
let tenant: Tenant;
let statements: Sent[];
let growing: string[];
beforeAll(async () => {
  testDatabase = await freshDatabase();
  superuser = await superuserOn(testDatabase);
  database = await openDatabase(testDatabase.location);
  tenant = await fillTenant(superuser, 1, { users: 2500, directories: 100 });
  await fillTenant(superuser, 2, { users: 2500, directories: 100 });
  await fillCrowd(superuser, 2000);
  await superuser.query('vacuum analyze');
  growing = tenantTables(await readCatalogue(superuser)).map(({ name }) => name);
  statements = [...hotStatements(tenant), ...(await gateStatements(database, tenant))];
});
afterAll(async () => {
  await Promise.all([database.close(), superuser.end()]);
  await testDatabase.drop();
});

async function findings(sent: Sent, mode: PlanMode = 'force_generic_plan'): Promise<string[]> {
  return findingsOf(await planOf(superuser, sent, mode), growing);
}

function planted(text: string, ...values: string[]): Sent {
  const { organizationId } = tenant;
  return {
    role: 'drawbridge_app',
    organizationId,
    statement: { name: 'planted', text },
    values: [organizationId, ...values],
  };
}

describe('EXPLAIN as the service’s role', () => {
  it.each(['force_generic_plan', 'force_custom_plan'] as const)(
    'finds no hot statement that reads a growing table (%s)',
    async (mode) => {
      expect(growing).toEqual(
        expect.arrayContaining([
          'users',
          'user_emails',
          'events',
          'event_details',
          'directory_tokens',
          'directory_counters',
        ]),
      );
      const found: Record<string, string[]> = {};
      for (const sent of statements) {
        const wrong = await findings(sent, mode);
        if (wrong.length > 0) found[sent.statement.name] = wrong;
      }
      expect(found).toEqual({});
    },
  );

  it('finds none in a database that was just made: plans are kept from then until the first analyze', async () => {
    const fresh = await freshDatabase();
    const empty = await superuserOn(fresh);
    try {
      const found: Record<string, string[]> = {};
      for (const sent of hotStatements(tenant)) {
        const wrong = findingsOf(await planOf(empty, sent, 'force_generic_plan'), growing);
        if (wrong.length > 0) found[sent.statement.name] = wrong;
      }
      expect(found).toEqual({});
    } finally {
      await empty.end();
      await fresh.drop();
    }
  });

  it('finds a comparison that no index serves', async () => {
    const text = 'select id from users where organization_id = $1 and lower(user_name) = $2';
    expect(await findings(planted(text, 'user1@corp.example'))).toEqual(['Seq Scan of users']);
  });

  it('finds what a superuser would not: an index on lower() does not serve the service', async () => {
    const text = 'select id from users where organization_id = $1 and lower(user_name) = $2';
    await superuser.query('create index planted on users (organization_id, lower(user_name)); analyze users');
    try {
      const sent = planted(text, 'user1@corp.example');
      expect(await findings({ ...sent, role: 'none' })).toEqual([]);
      expect(await findings(sent)).not.toEqual([]);
    } finally {
      await superuser.query('drop index planted; analyze users');
    }
  });

  it('finds a statement that reads its whole organization by an index', async () => {
    await superuser.query('set enable_seqscan = off');
    try {
      expect(await findings(planted('select count(*) from events where organization_id = $1'))).toEqual([
        expect.stringContaining('Scan of a whole organization in events'),
      ]);
    } finally {
      await superuser.query('reset enable_seqscan');
    }
  });

  it('finds a bad statement within a good one', async () => {
    const text = `with changed as (update users set epoch = epoch + 1 where organization_id = $1 and user_name ilike $2 returning id)
      select e.* from changed join user_emails e on e.organization_id = $1 and e.user_id = changed.id`;
    expect(await findings(planted(text, '%x%'))).toContain('Seq Scan of users');
  });
});

const SOURCE = fileURLToPath(new URL('../../../../src/', import.meta.url));

function files(folder: string): string[] {
  const paths = readdirSync(`${SOURCE}${folder}`, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated'))
    .map((path) => `${SOURCE}${folder}${path}`);
}

/** The statements among a module's exports, alone, in a list or by key. */
function exportedStatements(value: unknown): (Statement | HotStatement)[] {
  if (typeof value !== 'object' || value === null) return [];
  const { name, text, ctes } = value as Record<string, unknown>;
  if (typeof name === 'string' && (typeof text === 'string' || typeof ctes === 'string'))
    return [value as Statement | HotStatement];
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value).flatMap(exportedStatements) : [];
}

/** The names of the statements that a source file spells out, exported or not. */
function writtenNames(source: string): string[] {
  return [...source.matchAll(/name: '(\w+)',\s*(?:hasDetails: true,\s*)?(?:text|ctes):/g)].map(([, name = '']) => name);
}

function uncovered(names: readonly string[]): string[] {
  const covered = new Set([
    ...RARE_STATEMENTS,
    ...statements.map(({ statement }) => statement.name.replace(/_\d+$/, '')),
  ]);
  return names.filter((name) => !covered.has(name));
}

async function statementsOfCore(): Promise<(Statement | HotStatement)[]> {
  const modules: object[] = await Promise.all(files('core/').map((path) => import(path)));
  return modules.flatMap((module) => Object.values(module).flatMap(exportedStatements));
}

describe('the list of hot statements', () => {
  it('has every statement that a module of core exports', async () => {
    const exported = (await statementsOfCore()).map(({ name }) => name);
    expect(exported).toEqual(
      expect.arrayContaining(['insert_user', 'select_user', 'select_user_by_id', 'erase_some_users']),
    );
    expect(uncovered(exported)).toEqual([]);
  });

  it('has every statement that a file of core writes', () => {
    const written = files('core/').flatMap((path) => writtenNames(readFileSync(path, 'utf8')));
    expect(written).toEqual(expect.arrayContaining(['delete_user', 'select_directory_route', 'write_last_used']));
    expect(uncovered(written)).toEqual([]);
    expect(RARE_STATEMENTS.filter((name) => !written.includes(name))).toEqual([]);
  });

  it('misses one that is new', () => {
    const names = (value: unknown) => exportedStatements(value).map(({ name }) => name);
    expect(uncovered(names({ by: [{ name: 'planted', text: 'select 1' }] }))).toEqual(['planted']);
    expect(uncovered(names({ name: 'planted_hot', ctes: 'changed as (select 1)', select: 'select 1' }))).toEqual([
      'planted_hot',
    ]);
    expect(
      uncovered(writtenNames(`const planted: Statement = {\n  name: 'planted',\n  text: \`select 1\`,\n};`)),
    ).toEqual(['planted']);
  });
});

describe('the name of a statement', () => {
  /** The names that stand for more than one text. */
  function ambiguous(all: readonly Statement[]): string[] {
    const texts = new Map<string, string>();
    return all
      .filter(({ name, text }) => (texts.get(name) ?? texts.set(name, text).get(name)) !== text)
      .map(({ name }) => name);
  }

  it('has one text, with however many events', async () => {
    const exported = await statementsOfCore();
    const plain = exported.filter((statement) => 'text' in statement);
    const hot = exported.filter((statement) => 'ctes' in statement);
    expect(hot.length).toBeGreaterThanOrEqual(3);
    const counts = [1, 2, 3, 11];
    const built = [
      ...hot.flatMap((statement) => counts.map((count) => withEvents(statement, valuesOf(statement), count))),
      ...counts.map(writeEvents),
    ];
    expect(ambiguous([...plain, ...built, ...statements.map(({ statement }) => statement)])).toEqual([]);
    expect(new Set(built.map(({ text }) => text)).size).toBe(built.length);
    expect(new Set(built.map(({ name }) => name)).size).toBe(built.length);
  });

  it('is built once, so that a request does not build it', () => {
    expect(withEvents(insertUser, 9, 1)).toBe(withEvents(insertUser, 9, 1));
    expect(withEvents(insertUser, 9, 1)).not.toBe(withEvents(insertUser, 9, 2));
  });

  it('is written once in the sources', () => {
    const written = files('').flatMap((path) => writtenNames(readFileSync(path, 'utf8')));
    expect(written).toEqual(expect.arrayContaining(['bind_organization', 'notify_revocation', 'insert_user']));
    expect(written.filter((name, index) => written.indexOf(name) !== index)).toEqual([]);
  });

  it('would be told when it had two', () => {
    expect(
      ambiguous([
        { name: 'a', text: '1' },
        { name: 'b', text: '1' },
        { name: 'a', text: '1' },
        { name: 'a', text: '2' },
      ]),
    ).toEqual(['a']);
  });

  /** How many values a hot statement takes besides the organization. */
  function valuesOf({ ctes, select }: HotStatement): number {
    return Math.max(...[...`${ctes} ${select}`.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number))) - 1;
  }
});
