import { checkEqual } from '../../kit/checks.ts';
import { checkFindsNobody, newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const externalIdExactCase: Scenario<Entra> = {
  name: 'external-id-exact-case',
  title: 'A user is not found by an externalId in another case',
  source: 'Microsoft SCIM validator, filter user by externalId in wrong case',
  law: 'externalId is compared exactly (RFC 7643 §3.1): ids that differ only by case are those of two people.',
  fix: 'Compare externalId byte by byte, also where the database would fold it.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    checkEqual(
      (await entra.matchUser('externalId', person.externalId))?.['id'],
      id,
      'the id found by the exact externalId',
    );
    await checkFindsNobody(entra.scim, '/Users', `externalId eq ${quoted(person.externalId.toUpperCase())}`);
  },
};
