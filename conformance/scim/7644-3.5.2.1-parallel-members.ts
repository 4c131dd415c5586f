import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now, patch } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const parallelMembers: Case = {
  id: '7644-3.5.2.1-parallel-members',
  title: 'Ten PATCHes side by side, each with one member, lose nobody',
  source: 'RFC 7644 §3.5.2; Microsoft Entra ID',
  law: 'Entra ID sends the members of one group in requests side by side, each with one. What was answered with success has been done; what was not is sent again.',
  fix: 'Insert each membership as a row of its own. Reading the list, adding to it and writing it back loses those who came in between.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup }) {
    const people = await Promise.all(Array.from({ length: 10 }, () => createUser()));
    const address = addressOf(await createGroup(), 'Groups');
    const add = (id: string) => patch(scim, address, { op: 'add', path: 'members', value: [{ value: id }] });
    const answers = await Promise.all(people.map(({ id }) => add(id)));
    for (const [n, { status }] of answers.entries())
      if (status > 299) checkStatus(await add(people[n]?.id ?? ''), 200, 204);
    checkValues(
      await now(scim, address),
      'members',
      people.map(({ id }) => id),
    );
  },
};
