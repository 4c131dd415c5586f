import type { Case } from '../kit/case.ts';
import { addressOf, departmentOf, employee, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const urnKeys: Case = {
  id: '7644-3.5.2-urn-keys',
  title: 'A key that is a URN with an attribute names the attribute of the extension',
  source: 'Microsoft Entra ID',
  law: 'With its newer dialect Entra ID sends attributes of extensions as keys like `urn:…:User:department` in an operation without a path.',
  fix: 'Read each key of a value without a path as a path of its own, URN and all.',
  needs: ['patch'],
  async run(trial) {
    const address = addressOf(await employee(trial, 'Mathematics'));
    const after = await patched(trial.scim, address, {
      op: 'replace',
      value: { [`${URN.enterprise}:department`]: 'Flight' },
    });
    checkEqual(departmentOf(after), 'Flight', 'department of the enterprise extension after the PATCH');
  },
};
