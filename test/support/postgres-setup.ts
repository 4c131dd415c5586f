import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/platform/database/migrate.ts';
import { startPostgres } from './throwaway-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's address of the server, with a database of its own. */
    adminUrl: string;
    template: string;
  }
}

/** The login that owns the databases: no superuser, so that row-level security binds it as it does in production. */
export const OWNER = 'drawbridge_test_owner';

/** Starts PostgreSQL, unless TEST_DATABASE_URL names one, and makes the template that workers clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startPostgres().catch(refuse);
  const adminUrl = given ?? `postgres://postgres@localhost/postgres?host=${server?.host}`;
  const template = `drawbridge_template_${process.pid}_${Date.now().toString(36)}`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect().catch(refuse);
  const { rows } = await admin.query('select version() as version');
  console.log(`integration tests run on ${String(rows[0]?.version).split(' ', 2).join(' ')}`);
  await admin.query(
    `do $$ begin create role ${OWNER} login createrole password 'test'; exception when duplicate_object then null; end $$`,
  );
  await admin.query(`create database ${template} owner ${OWNER}`);
  await migrate({ connectionString: databaseUrl(adminUrl, template, OWNER) });
  await admin.end();
  project.provide('adminUrl', adminUrl);
  project.provide('template', template);
  return async () => {
    if (server !== undefined) return server.stop();
    const cleaner = new Client({ connectionString: adminUrl });
    await cleaner.connect();
    const { rows: left } = await cleaner.query(`select datname from pg_database where datname like $1`, [
      `${template}%`,
    ]);
    for (const { datname } of left) await cleaner.query(`drop database if exists ${datname} with (force)`);
    await cleaner.end();
  };
}

/** The address of another database, or another login, on the same server. */
export function databaseUrl(adminUrl: string, database: string, user?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) {
    url.username = user;
    url.password = 'test';
  }
  return url.href;
}

function refuse(error: unknown): never {
  throw new Error(
    'NO POSTGRESQL: the integration tests need one and none could be started. Set TEST_DATABASE_URL to a superuser of a server to test on.',
    { cause: error },
  );
}
