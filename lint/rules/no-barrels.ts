import type { Rule, SyntaxNode } from '../oxlint.ts';

/** A file that only passes on what others export hides where things are and makes cycles: import from the file itself. */
export const noBarrels: Rule = {
  create(context) {
    return {
      Program(program) {
        const isBarrel = program.body.every(isPassedOn) && program.body.some(isExport);
        if (isBarrel)
          context.report({ node: program, message: 'this file only re-exports: import from the files themselves.' });
      },
    };
  },
};

function isExport(node: SyntaxNode): boolean {
  return node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration';
}

/** An import, or an export that declares nothing. */
function isPassedOn(node: SyntaxNode): boolean {
  if (node.type === 'ExportNamedDeclaration') return node.declaration === null;
  return node.type === 'ImportDeclaration' || isExport(node);
}
