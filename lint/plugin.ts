import type { Rule } from './oxlint.ts';
import { floorsRule } from './rules/floors.ts';
import { importEndings } from './rules/import-endings.ts';
import { noBarrels } from './rules/no-barrels.ts';
import { noClock } from './rules/no-clock.ts';
import { noEnvironment } from './rules/no-environment.ts';
import { noOutboundCalls } from './rules/no-outbound-calls.ts';

/** This project's own rules by their names. */
const rules: Readonly<Record<string, Rule>> = {
  floors: floorsRule,
  'import-endings': importEndings,
  'no-barrels': noBarrels,
  'no-clock': noClock,
  'no-environment': noEnvironment,
  'no-outbound-calls': noOutboundCalls,
};

// oxlint takes a plugin as the default export.
export default { meta: { name: 'drawbridge' }, rules };
