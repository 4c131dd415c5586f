import type { RuleContext, SyntaxNode } from './oxlint.ts';

const TYPE_NODES = new Set(['TSTypeReference', 'TSTypeQuery']);

/** One use of something global, such as `Date.now` or `fetch`. */
export type GlobalUse = {
  /** The dotted path, without `globalThis`. */
  readonly path: string;
  /** The whole path as it stands in the file; its parent says what is done with it. */
  readonly node: SyntaxNode;
};

/** Every use in a file of the globals in `roots`; a local name that hides a global does not count. */
export function globalUses(context: RuleContext, roots: ReadonlySet<string>): GlobalUse[] {
  const references = context.sourceCode.scopeManager.scopes.flatMap((scope) => scope.references);
  return references
    .filter(({ resolved }) => !resolved?.defs.length)
    .flatMap(({ identifier }) => (isInType(identifier) ? [] : pathsFrom(identifier)))
    .filter(({ path }) => roots.has(path.split('.', 1)[0] ?? ''));
}

/** `at: Date` and `typeof fetch` name a type and do nothing at run time. */
function isInType({ parent }: SyntaxNode): boolean {
  return parent !== null && TYPE_NODES.has(parent.type);
}

/** `const { now } = Date` is a use of `Date.now`, so that one name can give several paths. */
function pathsFrom(root: SyntaxNode): GlobalUse[] {
  let node = root;
  const names = root.type === 'Identifier' ? [root.name] : [];
  for (
    let parent = root.parent;
    parent?.type === 'MemberExpression' && parent.object === node;
    parent = parent.parent
  ) {
    const name = nameOf(parent.property, parent.computed);
    if (name === undefined) break;
    names.push(name);
    node = parent;
  }
  const path = names.filter((name, index) => index > 0 || name !== 'globalThis').join('.');
  const { parent } = node;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return [{ path, node }];
  const taken = parent.id.properties.map((each) =>
    each.type === 'Property' ? nameOf(each.key, each.computed) : undefined,
  );
  return taken
    .filter((name) => name !== undefined)
    .map((name) => ({ path: [path, name].filter(Boolean).join('.'), node }));
}

function nameOf(property: SyntaxNode, isComputed: boolean): string | undefined {
  if (property.type === 'Literal') return String(property.value);
  return property.type === 'Identifier' && !isComputed ? property.name : undefined;
}
