import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const cursorIsDeclared: Case = {
  id: '9865-4-configuration',
  title: 'A server with cursors says whether it has indexes too',
  source: 'RFC 9865 §4',
  law: 'The description of a server that has `pagination` must say true or false for cursor and for index in it.',
  fix: 'Put `pagination` with the booleans cursor and index into /ServiceProviderConfig.',
  needs: ['cursor'],
  async run({ scim }) {
    const answer = await scim.get('/ServiceProviderConfig');
    checkStatus(answer, 200);
    checkAt(answer, 'pagination.cursor', true);
    const index = at(answer.body, 'pagination.index');
    check(typeof index === 'boolean', `pagination.index should be true or false, and is ${shown(index)}.`);
  },
};
