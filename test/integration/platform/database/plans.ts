import type { Client } from 'pg';
import type { Value } from '../../../../src/platform/database/statement.ts';
import type { Sent } from './hot-statements.ts';

/** A node of PostgreSQL's EXPLAIN (FORMAT JSON). */
export type Plan = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'One-Time Filter'?: string;
  readonly Plans?: readonly Plan[];
};

export type PlanMode = 'force_generic_plan' | 'force_custom_plan';

/** How the statement would run, prepared, as its role. Nothing is run. `client` may become either role. */
export async function planOf(
  client: Client,
  { role, organizationId, statement, values }: Sent,
  mode: PlanMode,
): Promise<Plan> {
  await client.query('begin');
  try {
    await client.query(`set local plan_cache_mode = ${mode}`);
    await client.query(`set local role ${role}`);
    await client.query(`select set_config('app.organization_id', $1, true)`, [organizationId ?? '']);
    await client.query(`prepare explained as ${statement.text}`);
    const { rows } = await client.query(
      `explain (format json) execute explained (${values.map((value) => literal(client, value)).join(', ')})`,
    );
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('rollback; deallocate all');
  }
}

function literal(client: Client, value: Value): string {
  if (value === null) return 'null';
  return Buffer.isBuffer(value) ? `'\\x${value.toString('hex')}'` : client.escapeLiteral(String(value));
}

/** What of a plan costs more with every row that an organization, or the whole table, gains. */
export function findingsOf(plan: Plan, growing: readonly string[]): string[] {
  // With a null for a value, what is below is never run.
  if (plan['One-Time Filter'] === 'false') return [];
  const table = plan['Relation Name'] ?? tableOfIndex(plan, growing);
  const own = table !== undefined && growing.includes(table) ? scanFindings(plan, table) : [];
  return [...own, ...(plan.Plans ?? []).flatMap((below) => findingsOf(below, growing))];
}

function scanFindings(plan: Plan, table: string): string[] {
  const node = plan['Node Type'];
  if (node === 'Seq Scan') return [`${node} of ${table}`];
  if (!/^(Index Scan|Index Only Scan|Bitmap Index Scan)$/.test(node)) return [];
  const columns = [...(plan['Index Cond'] ?? '').matchAll(/(\w+)\)?(?:::\w+)? (?:=|<|>|<=|>=) /g)].map(
    ([, column]) => column,
  );
  const narrowing = columns.filter((column) => column !== 'organization_id');
  // An organization has one row there.
  if (narrowing.length > 0 || table === 'organization_routes') return [];
  return [`${node} of ${columns.length > 0 ? 'a whole organization in' : 'all of'} ${table}`];
}

/** A Bitmap Index Scan names only its index; ours are named after their table. */
function tableOfIndex(plan: Plan, tables: readonly string[]): string | undefined {
  const index = plan['Index Name'];
  return index === undefined
    ? undefined
    : tables.toSorted((a, b) => b.length - a.length).find((table) => index.startsWith(`${table}_`));
}
