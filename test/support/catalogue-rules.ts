import type { Catalogue, ForeignKey, Policy, Relation } from './catalogue.ts';

/** A rule reads a catalogue and gives a sentence for each thing that is wrong. */
export type Rule = (catalogue: Catalogue) => string[];

const APP = 'drawbridge_app';
const BINDING = `( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid AS "nullif")`;

/** The column that says whose a row is: the organization's own table is keyed by its id. Undefined outside of tenants. */
export function tenantKey({ name, isTable, columns }: Relation): string | undefined {
  if (name === 'organizations') return 'id';
  return isTable && columns.some((column) => column.name === 'organization_id') ? 'organization_id' : undefined;
}

/** The tables whose rows belong to one organization each. */
export function tenantTables({ relations }: Catalogue): Relation[] {
  return relations.filter((relation) => tenantKey(relation) !== undefined);
}

/** Every tenant table: row-level security enabled, forced, and with a policy for the service. */
export const rowSecurityIsForced: Rule = (catalogue) =>
  tenantTables(catalogue).flatMap(({ name, hasRowSecurity, isForced, policies }) => [
    ...(hasRowSecurity ? [] : [`${name}: row-level security is not enabled`]),
    ...(isForced ? [] : [`${name}: row-level security is not forced`]),
    ...(policies.some(isForApp) ? [] : [`${name}: no policy for ${APP}`]),
  ]);

/** Permissive policies add up, so each one for the service must ask for the binding. Routing tables may be read without. */
export function policiesAreBound(routingTables: readonly string[]): Rule {
  return (catalogue) =>
    tenantTables(catalogue).flatMap((table) =>
      table.policies
        .filter((policy) => isForApp(policy) && policy.isPermissive)
        .filter((policy) => !(policy.command === 'select' && routingTables.includes(table.name)))
        .filter((policy) => !isBound(policy, tenantKey(table)))
        .map((policy) => `${table.name}: policy ${policy.name} is not bound to app.organization_id`),
    );
}

/** What belongs to no tenant, or would answer with its owner's rights, is out of the service's reach. */
export const nothingElseIsReachable: Rule = (catalogue) => [
  ...catalogue.relations
    .filter((relation) => tenantKey(relation) === undefined && !relation.isInvokers)
    .filter(({ privileges }) => privileges.some((privilege) => privilege.startsWith(`${APP} `)))
    .map(({ name }) => `${name}: ${APP} may use it, and no policy stands before it`),
  ...catalogue.roles.flatMap(({ name, definerFunctions }) =>
    definerFunctions.map((signature) => `${signature}: ${name} may call it with its owner's rights`),
  ),
];

/** A foreign key's check bypasses row-level security: only the organization in the key keeps it inside. */
export const foreignKeysLeadWithOrganization: Rule = (catalogue) => {
  const keys = new Map(tenantTables(catalogue).map((table) => [table.name, tenantKey(table)]));
  const crosses = (source: string, { columns, target, targetColumns }: ForeignKey) =>
    keys.has(target) && (columns[0] !== keys.get(source) || targetColumns[0] !== keys.get(target));
  return tenantTables(catalogue).flatMap(({ name, foreignKeys }) =>
    foreignKeys
      .filter((foreignKey) => crosses(name, foreignKey))
      .map((foreignKey) => `${name}: foreign key ${foreignKey.name} does not start with organization_id on both sides`),
  );
};

/** The service's roles have no power but their grants. */
export const rolesAreHarmless: Rule = ({ roles }) =>
  roles.flatMap(({ name, isSuperuser, bypassesRowSecurity, memberOf, owns }) => [
    ...(isSuperuser ? [`${name} is a superuser`] : []),
    ...(bypassesRowSecurity ? [`${name} bypasses row-level security`] : []),
    ...memberOf.map((role) => `${name} is a member of ${role}`),
    ...owns.map((object) => `${name} owns ${object}`),
  ]);

/** Events are only ever added; nothing is emptied at one stroke. */
export const grantsAreNarrow: Rule = ({ relations }) =>
  relations.flatMap(({ name, privileges }) =>
    privileges
      .filter(
        (privilege) => privilege.endsWith(' truncate') || (name === 'events' && / (update|delete)$/.test(privilege)),
      )
      .map((privilege) => `${name}: ${privilege.replace(' ', ' may ')}`),
  );

/** Every table has a primary key; every unique key of a tenant leads with its organization, routing tables excepted. */
export function keysLeadWithOrganization(routingTables: readonly string[]): Rule {
  return ({ relations }) =>
    relations
      .filter(({ isTable }) => isTable)
      .flatMap((table) => [
        ...(table.indexes.some(({ isPrimary }) => isPrimary) ? [] : [`${table.name}: no primary key`]),
        ...(tenantKey(table) === undefined || routingTables.includes(table.name) ? [] : strayKeys(table)),
      ]);
}

/** Stored keys are folded by us and compared by their bytes: a prefix is then a range, on every server alike. */
export const storedKeysCompareByBytes: Rule = ({ relations }) =>
  relations.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.type === 'text' && column.name.endsWith('_key') && column.collation !== 'C')
      .map((column) => `${name}.${column.name}: a stored key that is not collate "C"`),
  );

function strayKeys(table: Relation): string[] {
  return table.indexes
    .filter(({ isUnique, columns }) => isUnique && columns[0] !== tenantKey(table))
    .map(({ name }) => `${table.name}: unique key ${name} does not start with organization_id`);
}

function isForApp({ roles }: Policy): boolean {
  return roles.includes(APP) || roles.includes('public');
}

function isBound({ command, using, check }: Policy, key: string | undefined): boolean {
  const bound = `(${key} = ${BINDING})`;
  const asks = (condition: string) => condition === bound || condition.startsWith(`(${bound} AND `);
  // Without a check of its own, a policy checks what is written by what may be seen.
  const conditions = command === 'insert' ? [check] : [using, check ?? using];
  return conditions.every((condition) => condition !== null && asks(condition));
}

/** A policy in one line; the binding stands as `bound`. */
export function policyLine(table: Relation, { name, command, isPermissive, roles, using, check }: Policy): string {
  const short = (condition: string) =>
    condition.replaceAll(`${tenantKey(table)} = ${BINDING}`, 'bound').replaceAll(/\s+/g, ' ');
  return [
    `${table.name}.${name}: ${command} to ${roles.join(', ')}`,
    ...(isPermissive ? [] : ['restrictive']),
    ...(using === null ? [] : [`using ${short(using)}`]),
    ...(check === null ? [] : [`check ${short(check)}`]),
  ].join(' ');
}
