import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const replaceExtension: Case = {
  id: '7644-3.5.2.3-replace-extension',
  title: 'replace with a path into an extension changes its attribute',
  source: 'RFC 7644 §3.5.2.3',
  law: 'A path may begin with the URN of a schema, and leads into that extension.',
  fix: 'Split a path at the last colon: what stands before it is the URN of a schema.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const path = `${URN.enterprise}:department`;
    const after = await patched(trial.scim, address, { op: 'replace', path, value: 'Flight' });
    checkEqual(departmentOf(after), 'Flight', 'department of the enterprise extension after the PATCH');
  },
};
