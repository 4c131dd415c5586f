import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const addExtensionWithoutPath: Case = {
  id: '7644-3.5.2.1-add-extension-without-path',
  title: 'add of an extension without a path adds its attributes',
  source: 'RFC 7644 §3.5.2.1',
  law: 'In a value without a path an extension stands under its URN; what it holds is added to what is there.',
  fix: 'Merge the object under the URN into the stored extension.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const after = await patched(trial.scim, address, {
      op: 'add',
      value: { [URN.enterprise]: { division: 'Engines' } },
    });
    checkEqual(
      at(after[URN.enterprise], 'division'),
      'Engines',
      'division of the enterprise extension after the PATCH',
    );
    checkEqual(departmentOf(after), 'Mathematics', 'department, which the PATCH does not name,');
  },
};
