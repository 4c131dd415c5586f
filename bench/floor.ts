// The floor: the least that an Express service on PostgreSQL can do for the same requests. Run by bench/run.ts.
import { createHash } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Pool } from 'pg';
import { newId } from '../src/platform/ids.ts';

const SCIM = 'application/scim+json';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const COLUMNS = 'id, active, body, created_at, modified_at';

type Row = { id: string; active: boolean; body: string; created_at: Date; modified_at: Date };

const { PORT, DATABASE_URL, TOKEN_HASH = '', TOTAL } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const tokens = new Map([[TOKEN_HASH, { name: 'directory' }]]);

const statements = {
  insert: {
    name: 'insert',
    text: `insert into people (id, user_name_key, external_id, active, body, created_at, modified_at)
      values ($1, $2, $3, $4, $5, $6, $6) returning ${COLUMNS}`,
  },
  select: { name: 'select', text: `select ${COLUMNS} from people where id = $1` },
  find: { name: 'find', text: `select ${COLUMNS} from people where user_name_key = $1` },
  update: {
    name: 'update',
    text: `update people set active = $2, modified_at = $3 where id = $1 returning ${COLUMNS}`,
  },
  page: {
    name: 'page',
    text: `select p.* from (select id from people order by id offset $1 limit $2) page join people p using (id) order by id`,
  },
};

async function run(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>({ ...statement, values })).rows;
}

function authenticate(request: Request, response: Response, next: NextFunction): void {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  if (tokens.has(createHash('sha256').update(token).digest('base64'))) next();
  else response.status(401).end();
}

function render(row: Row): string {
  const meta = `{"resourceType":"User","created":"${row.created_at.toISOString()}","lastModified":"${row.modified_at.toISOString()}","location":"http://127.0.0.1:${PORT}/Users/${row.id}"}`;
  return `{"id":"${row.id}",${row.body.slice(1, -1)},"active":${row.active},"meta":${meta}}`;
}

function renderList(rows: readonly Row[], total: number): string {
  return `{"schemas":["${LIST}"],"totalResults":${total},"startIndex":1,"itemsPerPage":${rows.length},"Resources":[${rows.map(render).join(',')}]}`;
}

function answer(response: Response, status: number, [row]: Row[]): void {
  if (row === undefined) response.status(404).end();
  else response.status(status).type(SCIM).send(render(row));
}

const app = express().disable('x-powered-by').disable('etag');
app.get('/readyz', async (_request, response) => {
  await pool.query('select 1');
  response.status(200).end();
});
app.use(authenticate, express.json({ type: [SCIM, 'application/json'] }));
app.post('/Users', async ({ body: { active, ...user } }, response) => {
  const values = [newId(), user.userName.toLowerCase(), user.externalId, active, JSON.stringify(user), new Date()];
  answer(response, 201, await run(statements.insert, values));
});
app.get('/Users/:id', async ({ params }, response) => answer(response, 200, await run(statements.select, [params.id])));
app.patch('/Users/:id', async ({ params, body }, response) => {
  answer(response, 200, await run(statements.update, [params.id, body.Operations[0].value, new Date()]));
});
app.get('/Users', async ({ query }, response) => {
  const [, userName] = /^userName eq "(.*)"$/.exec((query['filter'] as string | undefined) ?? '') ?? [];
  const rows =
    userName === undefined
      ? await run(statements.page, [Number(query['startIndex']) - 1, Number(query['count'])])
      : await run(statements.find, [userName.toLowerCase()]);
  // Counting would cost what no single look-up costs, so the floor is told the number.
  response.type(SCIM).send(renderList(rows, userName === undefined ? Number(TOTAL) : rows.length));
});

const server = app.listen(Number(PORT), '127.0.0.1');
// As long as ours: the contestants take turns, and a connection that waits for its own must not be closed.
server.keepAliveTimeout = 75_000;
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
