import type { SyntaxNode, Visitor } from './oxlint.ts';

/** One import, whatever its form: a statement, a re-export, `import()`, `require()`, or `import('…')` in a type. */
export type Import = {
  readonly specifier: string;
  /** Whether it is gone at run time. `import { type X }` is not: it still loads the file. */
  readonly isTypeOnly: boolean;
  readonly node: SyntaxNode;
};

/** A visitor that hands over every import of a file. An `import()` of something computed has an empty specifier. */
export function eachImport(found: (one: Import) => void): Visitor {
  const say = (node: SyntaxNode, source: SyntaxNode, isTypeOnly: boolean): void =>
    found({ specifier: source.type === 'Literal' ? String(source.value) : '', isTypeOnly, node });
  return {
    ImportDeclaration: (node) => say(node, node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => node.source && say(node, node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => say(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => say(node, node.source, false),
    TSImportType: (node) => say(node, node.source, true),
    TSExternalModuleReference: (node) => say(node, node.expression, false),
    CallExpression(node) {
      const [source] = node.arguments;
      if (node.callee.type === 'Identifier' && node.callee.name === 'require' && source) say(node, source, false);
    },
  };
}
