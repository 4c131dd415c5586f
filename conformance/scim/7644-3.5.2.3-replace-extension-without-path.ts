import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const replaceExtensionWithoutPath: Case = {
  id: '7644-3.5.2.3-replace-extension-without-path',
  title: 'replace of an extension without a path changes its attributes',
  source: 'RFC 7644 §3.5.2.3',
  law: 'In a value without a path an extension stands under its URN.',
  fix: 'Write the attributes under the URN over the stored ones.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const value = { [URN.enterprise]: { department: 'Flight' } };
    const after = await patched(trial.scim, address, { op: 'replace', value });
    checkEqual(departmentOf(after), 'Flight', 'department of the enterprise extension after the PATCH');
  },
};
