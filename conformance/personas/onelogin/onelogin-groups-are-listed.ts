import type { Case } from '../../kit/case.ts';
import { checkEqual } from '../../kit/checks.ts';
import { countToRead, everyPage } from '../reading.ts';

export const oneloginGroupsAreListed: Case = {
  id: 'onelogin-groups-are-listed',
  title: 'A group that was created is in the list of all groups, once, under its name',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"',
  law: 'OneLogin reads GET /Groups and compares names itself. A group that is not listed is created a second time.',
  fix: 'List every group under GET /Groups with id and displayName, and those beyond the first page with startIndex.',
  async run({ scim, createGroup, skip }) {
    const { id, displayName } = await createGroup();
    await countToRead({ scim, skip }, '/Groups');
    const all = await everyPage(scim, '/Groups');
    const same = all.filter((group) => group['displayName'] === displayName).map((group) => group['id']);
    checkEqual(same, [id], `the groups named ${String(displayName)} (by id)`);
  },
};
