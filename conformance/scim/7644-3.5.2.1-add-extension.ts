import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const addExtension: Case = {
  id: '7644-3.5.2.1-add-extension',
  title: 'add with a path into an extension sets its attribute',
  source: 'RFC 7644 §3.5.2.1',
  law: 'A path may begin with the URN of a schema, and leads into that extension.',
  fix: 'Split a path at the last colon: what stands before it is the URN of a schema.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const path = `${URN.enterprise}:division`;
    const after = await patched(trial.scim, address, { op: 'add', path, value: 'Engines' });
    checkEqual(
      at(after[URN.enterprise], 'division'),
      'Engines',
      'division of the enterprise extension after the PATCH',
    );
    checkEqual(departmentOf(after), 'Mathematics', 'department, which the PATCH does not name,');
  },
};
