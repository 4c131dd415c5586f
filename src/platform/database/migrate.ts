import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { newId } from '../ids.ts';
import { packageFolder } from '../package-folder.ts';

const FOLDER = fileURLToPath(new URL('prisma/migrations/', packageFolder));

/** Replicas that start together take turns at this lock. */
const LOCK_KEY = 7_301_964_418;

const BOOK = `create table if not exists _prisma_migrations (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** The database and the program do not belong together; nothing was changed. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** The migrations of this program, oldest first. */
export function shippedMigrations(): Migration[] {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => {
      const sql = readFileSync(`${FOLDER}${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Brings the database to this program's schema as its owner, each migration in one transaction, under an advisory
 * lock. Gives the names of those applied now. Throws MigrationMismatch when an applied migration was altered.
 */
export async function migrate(owner: ClientConfig): Promise<string[]> {
  const client = new Client(owner);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK_KEY})`);
    await client.query(BOOK);
    const book = await client.query(
      'select migration_name, checksum from _prisma_migrations where finished_at is not null',
    );
    const applied = new Map(book.rows.map((row) => [row.migration_name, row.checksum]));
    const pending = shippedMigrations().filter((migration) => !isApplied(migration, applied));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function isApplied({ name, checksum }: Migration, applied: ReadonlyMap<string, string>): boolean {
  const known = applied.get(name);
  if (known !== undefined && known !== checksum) {
    throw new MigrationMismatch(
      `migration ${name} was applied with another text; restore the file it was applied from`,
    );
  }
  return known !== undefined;
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [newId(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
