import type { Switch } from './switch.ts';
import { bulkSwitches } from './switches/bulk.ts';
import { createSwitches } from './switches/create.ts';
import { discoverySwitches } from './switches/discovery.ts';
import { errorSwitches } from './switches/errors.ts';
import { filterSwitches } from './switches/filter.ts';
import { filterFormSwitches } from './switches/filter-form.ts';
import { lifecycleSwitches } from './switches/lifecycle.ts';
import { listSwitches } from './switches/list.ts';
import { patchSwitches } from './switches/patch.ts';
import { patchMembersSwitches } from './switches/patch-members.ts';
import { patchValuesSwitches } from './switches/patch-values.ts';
import { replaceSwitches } from './switches/replace.ts';
import { viewSwitches } from './switches/view.ts';
import { wireSwitches } from './switches/wire.ts';

const all = [
  ...wireSwitches,
  ...errorSwitches,
  ...discoverySwitches,
  ...bulkSwitches,
  ...filterSwitches,
  ...filterFormSwitches,
  ...listSwitches,
  ...viewSwitches,
  ...lifecycleSwitches,
  ...createSwitches,
  ...replaceSwitches,
  ...patchSwitches,
  ...patchValuesSwitches,
  ...patchMembersSwitches,
];

/** What can be wrong with a model server. */
export type FaultName = (typeof all)[number]['name'];

/** Every fault, with the cases that see it. */
export const switches: readonly (Switch & { readonly name: FaultName })[] = all;
