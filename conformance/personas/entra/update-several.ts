import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { at, objectsIn } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const updateSeveral: Scenario<Entra> = {
  name: 'update-several',
  title: 'Several attributes are replaced by one PATCH',
  source: 'Microsoft SCIM validator, PATCH replace several attributes',
  law: 'By default Entra sends one operation with a path for each attribute, spelt Replace. With its flag, paths with a filter have operations of their own, and the rest is one value without a path whose keys are dotted names and names with a schema in front.',
  fix: 'Compare `op` without regard to case, and read keys such as name.givenName and urn:…:enterprise:2.0:User:department in a value without a path as paths.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const answer = await entra.replaceInUser(user.id, {
      'emails[type eq "work"].value': 'augusta@example.com',
      displayName: 'Augusta King',
      'name.givenName': 'Augusta',
      'name.familyName': 'King',
      [`${URN.enterprise}:department`]: 'Engines',
    });
    checkStatus(answer, 200, 204);
    const read = await trial.read(user);
    checkAt(read, 'displayName', 'Augusta King');
    checkAt(read, 'name.givenName', 'Augusta');
    checkAt(read, 'name.familyName', 'King');
    const [email, ...others] = objectsIn(read.body['emails']);
    checkEqual(
      [email?.['value'], email?.['type'], others.length],
      ['augusta@example.com', 'work', 0],
      'the only e-mail',
    );
    const department = at(read.body[URN.enterprise], 'department');
    checkEqual(department, 'Engines', `department of the enterprise extension in the answer to ${read.request}`);
  },
};
