import { type GlobalUse, globalUses } from '../globals.ts';
import { eachImport } from '../imports.ts';
import type { Rule } from '../oxlint.ts';
import { destinationOf, placeOf } from '../places.ts';

const CLOCK = /^(?:Date\.now|performance\.\w+|process\.(?:hrtime|uptime)(?:\.\w+)?|Temporal\.Now(?:\.\w+)?)$/;
const CHANCE = /^(?:Math\.random|crypto\.\w+|set(?:Timeout|Interval|Immediate)|queueMicrotask)$/;
const ROOTS = new Set(
  'Date performance process Temporal Math crypto setTimeout setInterval setImmediate queueMicrotask'.split(' '),
);

/** Verbs take the time from `context.now`, so that one request has one time. Rules files also do without randomness and timers. */
export const noClock: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (!place?.startsWith('core/')) return {};
    const isRules = place.endsWith('.rules.ts');
    return {
      ...eachImport(({ specifier, node }) => {
        if (destinationOf(specifier, context.filename) !== 'node/perf_hooks') return;
        context.report({ node, message: 'core does not read the clock: use context.now.' });
      }),
      'Program:exit'() {
        for (const use of globalUses(context, ROOTS)) {
          if (readsClock(use)) {
            context.report({ node: use.node, message: `core does not read the clock (${use.path}): use context.now.` });
          } else if (isRules && CHANCE.test(use.path)) {
            const message = `a rules file is pure (${use.path}): take the value as an argument.`;
            context.report({ node: use.node, message });
          }
        }
      },
    };
  },
};

/** `new Date(x)` and `Date.UTC(…)` compute; `new Date()`, `Date()` and `Date.now` read. */
function readsClock({ path, node }: GlobalUse): boolean {
  if (path !== 'Date') return CLOCK.test(path);
  const { parent } = node;
  if (parent?.type === 'NewExpression') return parent.callee === node && parent.arguments.length === 0;
  return parent?.type === 'CallExpression' && parent.callee === node;
}
