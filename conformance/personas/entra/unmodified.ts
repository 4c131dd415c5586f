import { checkAt } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { type Entra, entraUser } from './entra-client.ts';

export const unmodified: Scenario<Entra> = {
  name: 'unmodified',
  title: 'Values come back as they were sent',
  source: 'Microsoft Entra ID, requirements for SCIM servers',
  law: 'Entra compares what it reads with what it sent. A telephone number that was formatted, or a name that was folded, is written again in every cycle.',
  fix: 'Store texts as they are; fold and format only what you compare or show.',
  async run({ scim }, trial) {
    const values = { displayName: 'ADA  Lovelace', title: 'Countess, 1st', nickName: 'adA' };
    const phoneNumbers = [{ type: 'mobile', value: '+1 (425) 555-0100' }];
    const body = { ...entraUser(newPerson(trial)), ...values, phoneNumbers };
    const user = trial.created(await scim.post('/Users', body));
    const read = await trial.read(user);
    for (const [name, value] of Object.entries(values)) checkAt(read, name, value);
    checkAt(read, 'phoneNumbers.0.value', '+1 (425) 555-0100');
  },
};
