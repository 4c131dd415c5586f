import type { Client } from 'pg';

export type Column = {
  readonly name: string;
  /** As format_type prints it. */
  readonly type: string;
  readonly nullable: boolean;
  /** The default's SQL, or `identity`. */
  readonly default: string | null;
  readonly collation: string | null;
};

export type Index = {
  readonly name: string;
  /** Key columns in order; an expression stands as its SQL. */
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  /** What sets it apart from a valid, whole, ascending B-tree; empty when nothing does. */
  readonly peculiarity: string;
};

export type ForeignKey = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
};

export type Policy = {
  readonly name: string;
  /** all, select, insert, update or delete. */
  readonly command: string;
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

export type Relation = {
  readonly name: string;
  readonly isTable: boolean;
  /** A view that reads with the rights of whoever asks. */
  readonly isInvokers: boolean;
  readonly hasRowSecurity: boolean;
  readonly isForced: boolean;
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly policies: readonly Policy[];
  /** `role privilege` for every privilege of the service's roles, on the whole or on any column. */
  readonly privileges: readonly string[];
};

export type Role = {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly memberOf: readonly string[];
  readonly owns: readonly string[];
  /** SECURITY DEFINER functions that it may call. */
  readonly definerFunctions: readonly string[];
};

/** What PostgreSQL says of one database. */
export type Catalogue = { readonly relations: readonly Relation[]; readonly roles: readonly Role[] };

const SERVICE_ROLES = ['drawbridge_app', 'drawbridge_system'];

const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'`;
const NAME = (relation: string, schema: string) =>
  `case ${schema}.nspname when 'public' then '' else ${schema}.nspname || '.' end || ${relation}.relname`;
const ACTION = (column: string) =>
  `case ${column} when 'a' then 'NoAction' when 'c' then 'Cascade' when 'r' then 'Restrict' when 'n' then 'SetNull' else 'SetDefault' end`;
const COLUMN_NAMES = (table: string, numbers: string) =>
  `(select json_agg(a.attname order by u.place) from unnest(${numbers}) with ordinality u (number, place)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = u.number)`;

const RELATIONS = `
select ${NAME('c', 'n')} as name, c.relkind in ('r', 'p') as "isTable", c.relrowsecurity as "hasRowSecurity",
  c.relforcerowsecurity as "isForced",
  coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false) as "isInvokers",
  coalesce((select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'nullable', not a.attnotnull, 'collation', (select collname from pg_collation where oid = a.attcollation),
      'default', case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
  coalesce((select json_agg(json_build_object('name', x.relname, 'isUnique', i.indisunique, 'isPrimary', i.indisprimary,
      'columns', (select json_agg(coalesce(a.attname, pg_get_indexdef(i.indexrelid, k, true)) order by k)
        from generate_series(1, i.indnkeyatts) k
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[k - 1] and a.attnum > 0),
      'peculiarity', concat_ws(' ', nullif(am.amname, 'btree'), case when not i.indisvalid then 'invalid' end,
        case when i.indnatts > i.indnkeyatts then 'including more' end,
        case when exists (select 1 from unnest(i.indoption::int2[]) o where o <> 0) then 'descending' end,
        'where ' || pg_get_expr(i.indpred, i.indrelid))) order by x.relname)
    from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am am on am.oid = x.relam
    where i.indrelid = c.oid), '[]') as indexes,
  coalesce((select json_agg(json_build_object('name', f.conname, 'columns', ${COLUMN_NAMES('f.conrelid', 'f.conkey')},
      'target', (select ${NAME('t', 's')} from pg_class t join pg_namespace s on s.oid = t.relnamespace where t.oid = f.confrelid),
      'targetColumns', ${COLUMN_NAMES('f.confrelid', 'f.confkey')},
      'onDelete', ${ACTION('f.confdeltype')}, 'onUpdate', ${ACTION('f.confupdtype')}) order by f.conname)
    from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as "foreignKeys",
  coalesce((select json_agg(json_build_object('name', p.polname, 'isPermissive', p.polpermissive,
      'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
      'roles', (select json_agg(case r when 0 then 'public' else pg_get_userbyid(r) end order by r) from unnest(p.polroles) r),
      'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
    from pg_policy p where p.polrelid = c.oid), '[]') as policies,
  coalesce((select json_agg(r.name || ' ' || lower(w.privilege) order by r.name, w.privilege)
    from unnest($1::text[]) r (name),
      unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) w (privilege)
    where case when w.privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
      then has_any_column_privilege(r.name, c.oid, w.privilege) else has_table_privilege(r.name, c.oid, w.privilege) end), '[]') as privileges
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} order by 1`;

const ROLES = `
select rolname as name, rolsuper as "isSuperuser", rolbypassrls as "bypassesRowSecurity",
  coalesce((select json_agg(pg_get_userbyid(m.roleid) order by 1) from pg_auth_members m where m.member = r.oid), '[]') as "memberOf",
  coalesce((select json_agg(pg_describe_object(s.classid, s.objid, s.objsubid) order by 1) from pg_shdepend s
    where s.refclassid = 'pg_authid'::regclass and s.refobjid = r.oid and s.deptype = 'o'
      and s.dbid in (0, (select oid from pg_database where datname = current_database()))), '[]') as owns,
  coalesce((select json_agg(p.oid::regprocedure::text order by 1) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and ${OURS} and has_function_privilege(r.oid, p.oid, 'execute')), '[]') as "definerFunctions"
from pg_roles r where rolname = any ($1::text[]) order by 1`;

/** Reads the catalogue of the database that `client` is on, as its open transaction sees it. */
export async function readCatalogue(client: Client): Promise<Catalogue> {
  const relations = await client.query<Relation>(RELATIONS, [SERVICE_ROLES]);
  const roles = await client.query<Role>(ROLES, [SERVICE_ROLES]);
  return { relations: relations.rows, roles: roles.rows };
}
