import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const addSeveral: Scenario<Entra> = {
  name: 'add-several',
  title: 'What a path with a filter names and is not there yet is made',
  source: 'Microsoft SCIM validator, PATCH add several attributes',
  law: 'Entra sends phoneNumbers[type eq "mobile"].value for somebody without a telephone, by Add and by Replace. RFC 7644 would let a Replace fail with noTarget; Entra needs the element to be made, with the type that the filter names.',
  fix: 'Make the element when the filter finds none, and take the values that it compares with eq into it.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const added = await entra.addToUser(user.id, {
      'phoneNumbers[type eq "mobile"].value': '+1 425 555 0100',
      nickName: 'Ada',
    });
    checkStatus(added, 200, 204);
    const replaced = await entra.replaceInUser(user.id, {
      'addresses[type eq "work"].streetAddress': '12 Square',
      'addresses[type eq "work"].locality': 'London',
    });
    checkStatus(replaced, 200, 204);
    const read = await trial.read(user);
    checkAt(read, 'nickName', 'Ada');
    checkAt(read, 'phoneNumbers.0.value', '+1 425 555 0100');
    checkAt(read, 'phoneNumbers.0.type', 'mobile');
    checkAt(read, 'addresses.0.type', 'work');
    checkAt(read, 'addresses.0.streetAddress', '12 Square');
    checkAt(read, 'addresses.0.locality', 'London');
  },
};
