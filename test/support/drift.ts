import type { Catalogue, Index, Relation } from './catalogue.ts';

/** What is to be compared: a name for each thing, and what is said of it. */
export type Facts = ReadonlyMap<string, string>;

/** A column's fact, in the words that both sides use. */
export function columnFact({
  type,
  nullable,
  standard,
}: {
  type: string;
  nullable: boolean;
  standard: string | null;
}): string {
  return `${type}${nullable ? ' or null' : ''}${standard === null ? '' : `, default ${standard}`}`;
}

/** A foreign key's fact. */
export function foreignKeyFact(key: {
  target: string;
  targetColumns: readonly string[];
  onDelete: string;
  onUpdate: string;
}): string {
  return `to ${key.target} (${key.targetColumns.join(', ')}) on delete ${key.onDelete} on update ${key.onUpdate}`;
}

/** Adds a fact; two indexes on the same columns are two. */
export function addFact(facts: Map<string, string>, name: string, fact: string): void {
  const known = facts.get(name);
  facts.set(name, known === undefined ? fact : `${known} and ${fact}`);
}

/** The facts of the database. The runner's own book of migrations is not a noun of ours. */
export function factsOfCatalogue({ relations }: Catalogue): Facts {
  const facts = new Map<string, string>();
  for (const table of relations) if (table.name !== '_prisma_migrations') addTable(facts, table);
  return facts;
}

function addTable(facts: Map<string, string>, { name, isTable, columns, indexes, foreignKeys }: Relation): void {
  addFact(facts, name, isTable ? 'a table' : 'no table');
  for (const column of columns)
    addFact(facts, `${name}.${column.name}`, columnFact({ ...column, standard: plainDefault(column.default) }));
  for (const index of indexes) addFact(facts, ...indexFact(name, index));
  for (const key of foreignKeys) addFact(facts, `${name} foreign key (${key.columns.join(', ')})`, foreignKeyFact(key));
}

function indexFact(table: string, { columns, isPrimary, isUnique, peculiarity }: Index): [string, string] {
  const list = `(${columns.join(', ')})`;
  if (isPrimary) return [`${table} primary key`, list];
  return [`${table} index ${list}`, [isUnique ? 'unique' : 'plain', peculiarity].join(' ').trim()];
}

/** PostgreSQL prints the text none as `'none'::text`. */
function plainDefault(sql: string | null): string | null {
  return sql === null ? null : sql.replace(/^'(.*)'::[a-z ]+$/, '$1');
}

/** One sentence for each difference. Of a table that one side does not know, only that is told. */
export function driftBetween(schema: Facts, database: Facts): string[] {
  const names = [...new Set([...schema.keys(), ...database.keys()])].sort();
  const isOneSided = (name: string) => schema.has(name) !== database.has(name);
  return names
    .filter((name) => schema.get(name) !== database.get(name))
    .filter(
      (name) =>
        !names.some((table) => isOneSided(table) && (name.startsWith(`${table}.`) || name.startsWith(`${table} `))),
    )
    .map(
      (name) =>
        `${name}: ${schema.get(name) ?? 'nothing'} in schema.prisma, ${database.get(name) ?? 'nothing'} in the database`,
    );
}
