import type { Attribute } from '../../../src/core/resources/attributes.rules.ts';
import { isObject } from '../../../src/core/resources/codec.rules.ts';
import { isMatch } from '../../../src/core/resources/evaluate.rules.ts';
import type { ClaimedOperation } from '../../../src/core/resources/patch-message.rules.ts';
import { findTarget } from '../../../src/core/resources/path.rules.ts';
import { Refused } from './refused.ts';
import type { FaultName } from './switches.ts';
import { type Stored, typeOf, type World } from './world.ts';

/** What a server with a fault makes of an operation: other operations, none, or a refusal. */
type Bend = (operation: ClaimedOperation, before: Stored) => readonly ClaimedOperation[];

/** The operations as this server understands them: as they are, unless it has a fault. Throws Refused. */
export function bent(world: World, before: Stored, operations: readonly ClaimedOperation[]): ClaimedOperation[] {
  const bends = Object.entries(BENDS).filter(([fault]) => world.has(fault as FaultName));
  return bends.reduce<ClaimedOperation[]>(
    (list, [, bend]) => list.flatMap((operation) => bend(operation, before)),
    [...operations],
  );
}

const isOnMembers = ({ path }: ClaimedOperation) => path?.toLowerCase() === 'members';
const isOnManager = ({ path }: ClaimedOperation) => path !== undefined && /:manager(?:\.value)?$/i.test(path);
const refuses = (detail: string, scimType: string) => new Refused(400, detail, { scimType });
/** The URN of a schema that nobody here knows. */
const STRANGE = /^urn:(?!ietf:params:scim:schemas:(?:core|extension:enterprise):).*:/i;
const FILTERED = /^([^[]+)\[.*\](\.\w+)?$/;

/** Leaves those keys out that stand in the value of an operation without a path. */
function withoutKeys(operation: ClaimedOperation, isLeftOut: (key: string) => boolean): ClaimedOperation[] {
  const { path, value } = operation;
  if (path !== undefined || !isObject(value)) return [operation];
  const kept = Object.fromEntries(Object.entries(value).filter(([key]) => !isLeftOut(key)));
  return Object.keys(kept).length === 0 ? [] : [{ ...operation, value: kept }];
}

function isComplex(attribute: Attribute | undefined): boolean {
  return attribute?.type === 'complex' && !attribute.multiValued;
}

function firstOf(operation: ClaimedOperation, count: number): ClaimedOperation {
  const { value } = operation;
  return Array.isArray(value) ? { ...operation, value: value.slice(0, count) } : operation;
}

function attributeOf({ path }: Pick<ClaimedOperation, 'path'>, { kind }: Pick<Stored, 'kind'>) {
  return path === undefined ? undefined : typeOf(kind).attributes.get(path.toLowerCase());
}

/** Whether the filter of a path meets none of the elements that are there. */
export function isMissed({ path }: Pick<ClaimedOperation, 'path'>, { kind, attributes }: Stored): boolean {
  const target = path === undefined || !FILTERED.test(path) ? undefined : findTarget(typeOf(kind), path);
  if (target?.filter === undefined || target.attribute.name === 'members') return false;
  const elements = attributes[target.attribute.name];
  const { condition } = target.filter;
  return !(Array.isArray(elements) && elements.filter(isObject).some((each) => isMatch(condition, each)));
}

const BENDS = {
  'text-booleans-refused'(operation) {
    const { path, value } = operation;
    const active = isObject(value) ? value['active'] : path?.toLowerCase() === 'active' ? value : undefined;
    if (typeof active === 'string') throw refuses('active must be a boolean.', 'invalidValue');
    return [operation];
  },
  'pathless-patch-refused'(operation) {
    if (operation.path === undefined && operation.op !== 'remove') throw refuses('A path is needed.', 'invalidPath');
    return [operation];
  },
  'dotted-keys-ignored': (operation) => withoutKeys(operation, (key) => /^\w+\.\w+$/.test(key)),
  'urn-keys-ignored': (operation) => withoutKeys(operation, (key) => key.startsWith('urn:')),
  'equal-id-refused'(operation) {
    const { path, value } = operation;
    if (path === undefined && isObject(value) && 'id' in value) throw refuses('id is read-only.', 'mutability');
    return [operation];
  },
  'missing-element-refused'(operation, before) {
    if (operation.op !== 'remove' && isMissed(operation, before)) throw refuses('Nothing is there.', 'noTarget');
    return [operation];
  },
  'missing-element-ignored': (operation, before) =>
    operation.op !== 'remove' && isMissed(operation, before) ? [] : [operation],
  'listed-removal-empties-members': (operation) =>
    operation.op === 'remove' && isOnMembers(operation) ? [{ ...operation, value: undefined }] : [operation],
  'listed-removal-ignored': (operation) =>
    operation.op === 'remove' && isOnMembers(operation) && operation.value !== undefined ? [] : [operation],
  'filtered-removal-empties': (operation) =>
    operation.op === 'remove' && FILTERED.test(operation.path ?? '')
      ? [{ ...operation, path: operation.path?.replace(FILTERED, '$1'), value: undefined }]
      : [operation],
  'filtered-removal-ignored': (operation) =>
    operation.op === 'remove' && FILTERED.test(operation.path ?? '') ? [] : [operation],
  'filtered-replace-meets-all': (operation) =>
    operation.op !== 'remove'
      ? [{ ...operation, path: operation.path?.replace(FILTERED, '$1[value pr]$2') }]
      : [operation],
  'empty-members-ignored': (operation) =>
    isOnMembers(operation) && Array.isArray(operation.value) && operation.value.length === 0 ? [] : [operation],
  'member-add-replaces': (operation) =>
    operation.op === 'add' && isOnMembers(operation) ? [{ ...operation, op: 'replace' }] : [operation],
  'member-replace-adds': (operation) =>
    operation.op === 'replace' && isOnMembers(operation) ? [{ ...operation, op: 'add' }] : [operation],
  'add-replaces-values': (operation, before) =>
    operation.op === 'add' && before.kind === 'User' && attributeOf(operation, before)?.multiValued === true
      ? [{ ...operation, op: 'replace' }]
      : [operation],
  'replace-adds-values': (operation, before) =>
    operation.op === 'replace' && before.kind === 'User' && attributeOf(operation, before)?.multiValued === true
      ? [{ ...operation, op: 'add' }]
      : [operation],
  'replace-clears-other-parts'(operation, before) {
    const { op, path, value } = operation;
    const paths = path === undefined && isObject(value) ? Object.keys(value) : [path];
    const complex = paths.filter((each) => isComplex(attributeOf({ path: each }, before)));
    return op !== 'replace'
      ? [operation]
      : [...complex.map((each) => ({ ...operation, op: 'remove' as const, path: each, value: undefined })), operation];
  },
  'add-clears-other-parts'(operation, before) {
    const isWhole = operation.op === 'add' && isComplex(attributeOf(operation, before));
    return isWhole ? [{ ...operation, op: 'remove', value: undefined }, operation] : [operation];
  },
  'add-keeps-old-value'(operation, { attributes }) {
    const { op, path = '' } = operation;
    return op === 'add' && typeof attributes[path] === 'string' ? [] : [operation];
  },
  'replace-keeps-old-value'(operation, { kind, attributes }) {
    const { op, path = '' } = operation;
    return op === 'replace' && kind === 'User' && typeof attributes[path] === 'string' ? [] : [operation];
  },
  'group-name-kept': (operation, { kind }) =>
    kind === 'Group' && operation.path?.toLowerCase() === 'displayname' ? [] : [operation],
  'add-to-users-refused'({ op, ...rest }, { kind }) {
    if (kind === 'User' && op === 'add') throw refuses('op must be replace.', 'invalidSyntax');
    return [{ op, ...rest }];
  },
  'sub-attribute-path-refused'(operation) {
    if (/^\w+\.\w+$/.test(operation.path ?? '')) throw refuses('This path cannot be read.', 'invalidPath');
    return [operation];
  },
  'removal-of-all-members-ignored': (operation) =>
    operation.op === 'remove' && isOnMembers(operation) && operation.value === undefined ? [] : [operation],
  'removal-from-users-ignored': (operation, { kind }) =>
    operation.op === 'remove' && kind === 'User' && !FILTERED.test(operation.path ?? '') ? [] : [operation],
  'replace-of-absent-refused'(operation, { attributes }) {
    const attribute = operation.op === 'replace' ? attributeOf(operation, { kind: 'User' }) : undefined;
    if (attribute !== undefined && attribute.name !== 'members' && attributes[attribute.name] === undefined)
      throw refuses('Nothing is there.', 'noTarget');
    return [operation];
  },
  'first-member-alone': (operation) => (isOnMembers(operation) ? [firstOf(operation, 1)] : [operation]),
  'members-beyond-20-lost': (operation) => (isOnMembers(operation) ? [firstOf(operation, 20)] : [operation]),
  'manager-text-refused'(operation) {
    if (isOnManager(operation) && typeof operation.value === 'string' && operation.value !== '')
      throw refuses('manager must be an object.', 'invalidValue');
    return [operation];
  },
  'manager-list-refused'(operation) {
    if (isOnManager(operation) && Array.isArray(operation.value))
      throw refuses('manager must be an object.', 'invalidValue');
    return [operation];
  },
  'manager-not-cleared': (operation) => (isOnManager(operation) && operation.value === '' ? [] : [operation]),
  'empty-text-refused'(operation) {
    if (operation.value === '') throw refuses('An empty text is no value.', 'invalidValue');
    return [operation];
  },
  'null-refused'(operation) {
    if (operation.value === null) throw refuses('null is no value.', 'invalidValue');
    return [operation];
  },
  'path-case-sensitive'(operation, before) {
    const name = /^[a-z]+/i.exec(operation.path ?? '')?.[0];
    const attribute = attributeOf({ path: name }, before);
    if (attribute !== undefined && attribute.name !== name) throw refuses('This is not an attribute.', 'invalidPath');
    return [operation];
  },
  'urn-path-refused'(operation) {
    if (/^urn:ietf:/i.test(operation.path ?? '')) throw refuses('This path cannot be read.', 'invalidPath');
    return [operation];
  },
  'unknown-extension-path-500'(operation) {
    if (STRANGE.test(operation.path ?? '')) throw new Refused(500, 'Cannot read properties of undefined.');
    return [operation];
  },
  'unknown-urn-cut-off': (operation) =>
    operation.path === undefined ? [operation] : [{ ...operation, path: operation.path.replace(STRANGE, '') }],
  'filtered-removal-of-stranger-500'(operation, { members }) {
    const { op, path = '' } = operation;
    const named = /^members\[value eq "(.*)"\]$/.exec(path)?.[1];
    if (op === 'remove' && named !== undefined && !members.includes(named))
      throw new Refused(500, 'Sequence contains no elements.');
    return [operation];
  },
  'group-external-id-kept': (operation, { kind }) =>
    kind === 'Group' && operation.path?.toLowerCase() === 'externalid' ? [] : [operation],
} satisfies { readonly [fault in FaultName]?: Bend };
