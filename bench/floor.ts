// The floor: the least that an Express service on PostgreSQL can do for the same requests. Run by the bench.
import { createHash } from 'node:crypto';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Pool } from 'pg';
import { newId } from '../src/platform/ids.ts';
import { statements } from './floor-statements.ts';

const SCIM = 'application/scim+json';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

type GroupRow = { id: string; body: string; created_at: Date; modified_at: Date };
type Membership = { value: string; display: string };
type Row = GroupRow & { active: boolean; title: string; groups?: Membership[] | null };
type Operation = { op: string; path: string; value: never };

const { PORT, DATABASE_URL, TOKEN_HASH = '', TOTAL } = process.env;
// As long as the address of a directory of ours.
const BASE = `http://127.0.0.1:${PORT}/scim/v2/abcdefghijkl`;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const tokens = new Map([[TOKEN_HASH, { name: 'directory' }]]);

async function run<T extends GroupRow>(statement: { name: string; text: string }, values: unknown[]): Promise<T[]> {
  return (await pool.query<T>({ ...statement, values })).rows;
}

function authenticate(request: Request, response: Response, next: NextFunction): void {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  if (tokens.has(createHash('sha256').update(token).digest('base64'))) next();
  else response.status(401).end();
}

function metaOf(type: 'User' | 'Group', { id, created_at, modified_at }: GroupRow): string {
  return `{"resourceType":"${type}","created":"${created_at.toISOString()}","lastModified":"${modified_at.toISOString()}","location":"${BASE}/${type}s/${id}","version":"W/\\"${modified_at.getTime()}\\""}`;
}

function renderUser(row: Row): string {
  const rendered = row.groups?.map((each) => ({ ...each, $ref: `${BASE}/Groups/${each.value}`, type: 'direct' }));
  const groups = rendered === undefined ? '' : `,"groups":${JSON.stringify(rendered)}`;
  return `{"id":"${row.id}",${row.body.slice(1, -1)},"title":${JSON.stringify(row.title)},"active":${row.active}${groups},"meta":${metaOf('User', row)}}`;
}

function renderGroup(row: GroupRow): string {
  return `{"id":"${row.id}",${row.body.slice(1, -1)},"meta":${metaOf('Group', row)}}`;
}

// Counting would cost what no single look-up costs, so the floor is told the number.
function sendList(response: Response, resources: string[], total = Number(TOTAL)): void {
  const list = `{"schemas":["${LIST}"],"totalResults":${total},"startIndex":1,"itemsPerPage":${resources.length},"Resources":[${resources.join(',')}]}`;
  response.type(SCIM).send(list);
}

function send(response: Response, status: number, [resource]: string[]): void {
  if (resource === undefined) response.status(404).end();
  else response.status(status).type(SCIM).send(resource);
}

/** The value that a filter `attribute eq "value"` looks for, and the place where a page begins. */
function asked({ query }: Request): { key: string | undefined; from: [number, number] } {
  const [, value] = /^\w+ eq "(.*)"$/.exec((query['filter'] as string | undefined) ?? '') ?? [];
  return { key: value?.toLowerCase(), from: [Number(query['startIndex']) - 1, Number(query['count'])] };
}

const app = express().disable('x-powered-by').disable('etag');
app.get('/readyz', async (_request, response) => {
  await pool.query('select 1');
  response.status(200).end();
});
app.use(authenticate, express.json({ type: [SCIM, 'application/json'] }));

app.get('/Users', async (request, response) => {
  const { key, from } = asked(request);
  if (key === undefined) return sendList(response, (await run<Row>(statements.page, from)).map(renderUser));
  const found = await run<Row>(statements.find, [key]);
  sendList(response, found.map(renderUser), found.length);
});
app.post('/Users', async ({ body: { active, title, ...user } }, response) => {
  const { userName, externalId } = user;
  const values = [newId(), userName.toLowerCase(), externalId, active, title, JSON.stringify(user), new Date()];
  send(response, 201, (await run<Row>(statements.insert, values)).map(renderUser));
});
app.get('/Users/:id', async ({ params }, response) => {
  send(response, 200, (await run<Row>(statements.select, [params.id])).map(renderUser));
});
app.get('/UsersInGroups/:id', async ({ params }, response) => {
  send(response, 200, (await run<Row>(statements.selectInGroups, [params.id])).map(renderUser));
});
app.put('/Users/:id', async ({ params, body: { id: _id, active, title, ...user } }, response) => {
  const { userName, externalId } = user;
  const values = [params.id, userName.toLowerCase(), externalId, active, title, JSON.stringify(user), new Date()];
  send(response, 200, (await run<Row>(statements.replace, values)).map(renderUser));
});
app.patch('/Users/:id', async ({ params, body }, response) => {
  const { path, value } = body.Operations[0] as Operation;
  const statement = path === 'active' ? statements.setActive : statements.setTitle;
  send(response, 200, (await run<Row>(statement, [params.id, value, new Date()])).map(renderUser));
});

app.get('/Groups', async (request, response) => {
  const { key, from } = asked(request);
  if (key === undefined) return sendList(response, (await run(statements.groupPage, from)).map(renderGroup));
  const found = await run(statements.findGroup, [key]);
  sendList(response, found.map(renderGroup), found.length);
});
app.post('/Groups', async ({ body }, response) => {
  const { displayName, externalId } = body;
  const values = [newId(), displayName, displayName.toLowerCase(), externalId, JSON.stringify(body), new Date()];
  send(response, 201, (await run(statements.insertGroup, values)).map(renderGroup));
});
app.get('/Groups/:id', async ({ params }, response) => {
  send(response, 200, (await run(statements.selectGroup, [params.id])).map(renderGroup));
});
app.patch('/Groups/:id', async ({ params, body }, response) => {
  const { op, path, value } = body.Operations[0] as Operation;
  const ids = value === undefined ? [path.slice('members[value eq "'.length, -2)] : (value as Membership[]).map(idOf);
  const [one, all] = op === 'add' ? [statements.join, statements.joinAll] : [statements.leave, statements.leaveAll];
  await (ids.length === 1 ? run(one, [params.id, ids[0]]) : run(all, [params.id, ids]));
  response.status(204).end();
});

function idOf({ value }: Membership): string {
  return value;
}

const server = app.listen(Number(PORT), '127.0.0.1');
// As long as ours: the contestants take turns, and a connection that waits for its own must not be closed.
server.keepAliveTimeout = 75_000;
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
