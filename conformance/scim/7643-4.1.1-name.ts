import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const name: Case = {
  id: '7643-4.1.1-name',
  title: 'All parts of a name come back',
  source: 'RFC 7643 §4.1.1',
  law: '`name` has the parts formatted, familyName, givenName, middleName, honorificPrefix and honorificSuffix.',
  fix: 'Store each part of `name` that the schema has, and return it unchanged.',
  async run({ createUser, read }) {
    const name = {
      formatted: 'The Right Honourable Augusta Ada King, Countess of Lovelace',
      familyName: 'King',
      givenName: 'Ada',
      middleName: 'Augusta',
      honorificPrefix: 'The Right Honourable',
    };
    const answer = await read(await createUser({ name }));
    checkStatus(answer, 200);
    for (const [part, value] of Object.entries(name)) checkAt(answer, `name.${part}`, value);
  },
};
