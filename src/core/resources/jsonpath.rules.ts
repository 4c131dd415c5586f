import { type Comparison, type Condition, comparisonsOf, type Leaf, leavesOf, type Step } from './condition.rules.ts';

/** A condition in PostgreSQL's SQL/JSON path language, and what it needs besides the document. */
export type JsonPath = {
  readonly path: string;
  /** Whether it reads `$groups`. */
  readonly usesGroups: boolean;
  /** The ids that `$members` has to tell of, as the client wrote them: they may be no ids at all. */
  readonly memberIds: readonly string[];
};

/** What a row tells beside its document. */
const VARIABLES = new Map([
  ['id', '$id'],
  ['active', '$active'],
  ['meta.created', '$created'],
  ['meta.lastModified', '$modified'],
]);

const SYMBOLS = { eq: '==', ne: '!=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/**
 * Writes a condition of `resolveFilter` for `jsonb_path_match(folded::jsonb, path, vars)`, which then is true or false
 * and never null. What the client wrote is in it as JSON strings only. The variables are `$id`, `$active`, `$created`,
 * `$modified`; of users `$groups`, an array or null; of groups `$members`, an array, and `$hasMembers`.
 */
export function jsonpathOf(condition: Condition): JsonPath {
  const leaves = leavesOf(condition);
  const comparedWithMembers = leaves.filter((leaf) => isAt(leaf, 'members')).flatMap(comparisonsOf);
  return {
    path: print(condition, rootPath),
    usesGroups: leaves.some((leaf) => isAt(leaf, 'groups')),
    memberIds: [...new Set(comparedWithMembers.map(({ value }) => String(value)))],
  };
}

function isAt({ path: [first] }: Leaf, name: string): boolean {
  return first?.name === name;
}

/** How a path is written where a condition stands: at the document or at an element. */
type PrintPath = (path: readonly Step[]) => string;

/**
 * Every leaf is an `exists`, for a bare comparison with what is absent is unknown, and so is its negation; a filter
 * inside takes unknown for false.
 */
function print(condition: Condition, at: PrintPath): string {
  switch (condition.kind) {
    case 'constant':
      return condition.value ? '1 == 1' : '1 == 0';
    case 'not':
      return `!(${print(condition.condition, at)})`;
    case 'and':
      return condition.conditions.map((each) => `(${print(each, at)})`).join(' && ');
    case 'or':
      return condition.conditions.map((each) => `(${print(each, at)})`).join(' || ');
    case 'present':
      return isAt(condition, 'members') && at === rootPath ? '$hasMembers == true' : `exists(${at(condition.path)})`;
    case 'some':
      return `exists(${at(condition.path)} ? (${print(condition.condition, elementPath)}))`;
    case 'compare':
      return printComparison(condition, at(condition.path));
  }
}

function printComparison(comparison: Comparison, path: string): string {
  const holds = `exists(${path} ? (@ ${printOperator(comparison)}))`;
  return comparison.operator === 'ne' ? `${holds} || !exists(${path})` : holds;
}

function printOperator({ operator, value }: Comparison): string {
  switch (operator) {
    case 'co':
      return `like_regex ${JSON.stringify(literally(String(value)))}`;
    case 'ew':
      return `like_regex ${JSON.stringify(`${literally(String(value))}$`)}`;
    case 'sw':
      return `starts with ${JSON.stringify(value)}`;
    default:
      return `${SYMBOLS[operator]} ${JSON.stringify(value)}`;
  }
}

/** A regular expression of PostgreSQL that matches just this text. */
function literally(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}

function elementPath(path: readonly Step[]): string {
  return `@${printSteps(path)}`;
}

/** Where a value of a whole resource is: in the document, or in a variable of `jsonpathOf`. */
export function rootPath(path: readonly Step[]): string {
  const [first, ...rest] = path;
  const variable = VARIABLES.get(path.map(({ name }) => name).join('.'));
  if (variable !== undefined) return variable;
  if (first?.name === 'members') return `$members[*]${printSteps(rest)}`;
  // Of null, the path [*] makes an element.
  if (first?.name === 'groups') return `$groups[*] ? (exists(@."value"))${printSteps(rest)}`;
  return `$${printSteps(path)}`;
}

function printSteps(path: readonly Step[]): string {
  return path.map(({ name, multiValued }) => `.${JSON.stringify(name)}${multiValued ? '[*]' : ''}`).join('');
}
