import type { Case } from '../kit/case.ts';
import { at } from '../kit/json.ts';
import { checkMoves } from '../kit/moves.ts';

export const lastModifiedMoves: Case = {
  id: '7643-3.1-last-modified-moves',
  title: '`meta.lastModified` moves with a change',
  source: 'RFC 7643 §3.1',
  law: 'meta.lastModified is when the resource was changed last.',
  fix: 'Set meta.lastModified at each change of the resource.',
  async run({ scim, userBody, createUser, read }) {
    const user = await createUser();
    await checkMoves(
      async () => at((await read(user)).body, 'meta.lastModified'),
      (round) => scim.put(`/Users/${user.id}`, { ...userBody(), displayName: `Ada ${round}` }),
    );
  },
};
