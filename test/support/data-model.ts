import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratorOptions } from '@prisma/generator-helper';
import { addFact, columnFact, type Facts, foreignKeyFact } from './drift.ts';

type DataModel = GeneratorOptions['dmmf']['datamodel'];
type Model = DataModel['models'][number];
type Field = Model['fields'][number];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The text of schema.prisma. */
export function schemaText(): string {
  return readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8');
}

/** The facts of a schema. Prisma itself reads it (about a second); nothing is written outside a folder of its own. */
export function factsOfSchema(schema: string): Facts {
  const { models, indexes } = dataModelOf(schema);
  const facts = new Map<string, string>();
  const byName = new Map(models.map((model) => [model.name, model]));
  for (const model of models) addModel(facts, model, byName);
  for (const { model: name, type, fields, algorithm } of indexes) {
    const model = known(byName, name);
    const list = `(${fields.map((field) => columnOf(model, field.name)).join(', ')})`;
    if (type === 'id') addFact(facts, `${tableOf(model)} primary key`, list);
    else
      addFact(
        facts,
        `${tableOf(model)} index ${list}`,
        [type === 'unique' ? 'unique' : 'plain', algorithm ?? ''].join(' ').trim(),
      );
  }
  for (const { model, column, fact } of unsupportedColumns(schema))
    addFact(facts, `${tableOf(known(byName, model))}.${column}`, fact);
  return facts;
}

function dataModelOf(schema: string): DataModel {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-schema-'));
  try {
    const output = join(folder, 'data-model.json');
    const command = `"${process.execPath}" "${join(ROOT, 'scripts/prisma-data-model.ts')}"`;
    const generator = `generator model {\n  provider = ${JSON.stringify(command)}\n  output = ${JSON.stringify(output)}\n}\n`;
    const file = join(folder, 'schema.prisma');
    writeFileSync(file, schema.replace(/^generator [^}]*\}\n/m, generator));
    const prisma = join(dirname(createRequire(import.meta.url).resolve('prisma/package.json')), 'build/index.js');
    const env = { ...process.env, CHECKPOINT_DISABLE: '1' };
    const { status, stderr, error } = spawnSync(process.execPath, [prisma, 'generate', '--schema', file], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`prisma generate failed: ${error?.message ?? stderr}`);
    return JSON.parse(readFileSync(output, 'utf8')) as DataModel;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addModel(facts: Map<string, string>, model: Model, byName: ReadonlyMap<string, Model>): void {
  const table = tableOf(model);
  addFact(facts, table, 'a table');
  for (const field of model.fields) {
    const { relationFromFields: from = [], relationToFields: to = [], relationOnDelete, relationOnUpdate } = field;
    if (field.kind === 'scalar') {
      addFact(
        facts,
        `${table}.${columnOf(model, field.name)}`,
        columnFact({ type: typeOf(field), nullable: !field.isRequired, standard: defaultOf(field) }),
      );
    } else if (from.length > 0) {
      const target = known(byName, field.type);
      const targetColumns = to.map((name) => columnOf(target, name));
      const said = { onDelete: relationOnDelete ?? 'unsaid', onUpdate: relationOnUpdate ?? 'unsaid' };
      const name = `${table} foreign key (${from.map((source) => columnOf(model, source)).join(', ')})`;
      addFact(facts, name, foreignKeyFact({ target: tableOf(target), targetColumns, ...said }));
    }
  }
}

const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Bytes: 'bytea',
  Json: 'jsonb',
  'String Uuid': 'uuid',
  'Int SmallInt': 'smallint',
  'DateTime Timestamptz 3': 'timestamp(3) with time zone',
};

function typeOf({ name, type, nativeType, isList }: Field): string {
  const said = [type, ...(nativeType ?? []).flat()].join(' ');
  const column = TYPES[said];
  if (column === undefined) throw new Error(`${name}: this comparison has not learned the type ${said} yet`);
  return isList ? `${column}[]` : column;
}

function defaultOf({ default: standard }: Field): string | null {
  if (standard === undefined) return null;
  if (typeof standard !== 'object') return String(standard);
  if (!('name' in standard)) return JSON.stringify(standard);
  if (standard.name === 'autoincrement') return 'identity';
  return standard.name === 'dbgenerated' ? String(standard.args[0]) : `${standard.name}()`;
}

/** Prisma leaves columns of types that it does not support out of its model; they stand in the schema's text. */
function unsupportedColumns(schema: string): { model: string; column: string; fact: string }[] {
  return [...schema.matchAll(/^model (\w+) \{$(.*?)^\}$/gms)].flatMap(([, model = '', body = '']) =>
    [...body.matchAll(/^\s*(\w+)\s+Unsupported\("([^"]+)"\)(\??)(.*)$/gm)].map(
      ([, name = '', type = '', optional, rest = '']) => ({
        model,
        column: /@map\("([^"]+)"\)/.exec(rest)?.[1] ?? name,
        fact: columnFact({
          type,
          nullable: optional === '?',
          standard: /@default\(dbgenerated\("([^"]+)"\)\)/.exec(rest)?.[1] ?? null,
        }),
      }),
    ),
  );
}

function tableOf({ name, dbName }: Model): string {
  return dbName ?? name;
}

function columnOf(model: Model, name: string): string {
  const field = model.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${model.name} has no field ${name}`);
  return field.dbName ?? field.name;
}

function known(models: ReadonlyMap<string, Model>, name: string): Model {
  const model = models.get(name);
  if (model === undefined) throw new Error(`there is no model ${name}`);
  return model;
}
