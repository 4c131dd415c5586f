// Runs a command with a throw-away PostgreSQL: `node scripts/with-postgres.ts FOLDER_OF_BINARIES command …`.
// The command finds the server's superuser in TEST_DATABASE_URL, and a database of its own in DATABASE_URL.
import { spawn } from 'node:child_process';
import { Client } from 'pg';
import { startPostgres } from '../test/support/throwaway-postgres.ts';

const [binaries, command, ...words] = process.argv.slice(2);
if (binaries === undefined || command === undefined) {
  console.error('usage: node scripts/with-postgres.ts FOLDER_OF_BINARIES command …');
  process.exit(2);
}

const server = await startPostgres({ binaries });
try {
  const TEST_DATABASE_URL = `postgres://postgres@localhost/postgres?host=${server.host}`;
  const admin = new Client({ connectionString: TEST_DATABASE_URL });
  await admin.connect();
  await admin.query('create role drawbridge_owner login createrole');
  await admin.query('create database drawbridge owner drawbridge_owner');
  await admin.end();
  const DATABASE_URL = `postgres://drawbridge_owner@localhost/drawbridge?host=${server.host}`;
  const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL, DATABASE_URL } });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
} finally {
  await server.stop();
}
