import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const removeExtensionAttribute: Case = {
  id: '7644-3.5.2.2-remove-extension-attribute',
  title: 'remove with a path into an extension clears its attribute',
  source: 'RFC 7644 §3.5.2.2',
  law: 'A path may begin with the URN of a schema, and leads into that extension.',
  fix: 'Split a path at the last colon: what stands before it is the URN of a schema.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const after = await patched(trial.scim, address, { op: 'remove', path: `${URN.enterprise}:department` });
    check(!departmentOf(after), `department should be gone after the PATCH, and is ${shown(departmentOf(after))}.`);
  },
};
