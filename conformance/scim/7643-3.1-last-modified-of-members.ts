import type { Case } from '../kit/case.ts';
import { at } from '../kit/json.ts';
import { checkMoves } from '../kit/moves.ts';
import { URN } from '../kit/urns.ts';

export const lastModifiedOfMembers: Case = {
  id: '7643-3.1-last-modified-of-members',
  title: 'A change of members moves the group’s `meta.lastModified`',
  source: 'RFC 7643 §3.1',
  law: 'Members are part of a group: who reads only what has changed since must learn of them.',
  fix: 'Set the group’s meta.lastModified when members come or go.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup, read }) {
    const users = [await createUser(), await createUser()];
    const group = await createGroup();
    await checkMoves(
      async () => at((await read(group, 'Groups')).body, 'meta.lastModified'),
      (round) => {
        const value = [{ value: users[round]?.id }];
        return scim.patch(`/Groups/${group.id}`, {
          schemas: [URN.patch],
          Operations: [{ op: 'add', path: 'members', value }],
        });
      },
    );
  },
};
