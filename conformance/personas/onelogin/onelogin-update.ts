import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';

// That it PUTs is from a weak source; PATCH is named beside it.
export const oneloginUpdate: Case = {
  id: 'onelogin-update',
  title: 'The user who was read is sent back with changes, and has them',
  source: 'OneLogin, "Implement RESTful SCIM APIs for your app"; RFC 7644 §3.5.1',
  law: 'OneLogin reads a user by id before it sends the changed profile, which may hold id, meta and groups as they were answered.',
  fix: 'Take PUT /Users/{id} with the whole resource, pass over what is read-only in it, and store the rest.',
  async run({ scim, createUser, read }) {
    const user = await createUser();
    const before = await scim.get(`/Users/${user.id}`);
    checkStatus(before, 200);
    const after = { ...before.body, title: 'Countess', name: { givenName: 'Ada', familyName: 'King' } };
    checkStatus(await scim.put(`/Users/${user.id}`, after), 200, 204);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'id', user.id);
    checkAt(now, 'title', 'Countess');
    checkAt(now, 'name.familyName', 'King');
  },
};
