import { eachImport } from '../imports.ts';
import type { Rule } from '../oxlint.ts';
import { isRelative } from '../places.ts';

/** Node runs the sources as they are, so a relative import names the very file. */
export const importEndings: Rule = {
  create(context) {
    return eachImport(({ specifier, node }) => {
      if (!isRelative(specifier) || /\.(?:tsx?|json)$/.test(specifier)) return;
      context.report({ node, message: `name the file with its ending (.ts, .tsx or .json): ${specifier}` });
    });
  },
};
