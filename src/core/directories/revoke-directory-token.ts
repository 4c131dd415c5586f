import { z } from 'zod';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { change } from '../verb.ts';
import { directoryId } from './directory.ts';

const tokenId = z.unknown().transform((claimed) => {
  const id = String(claimed);
  if (!isId(id)) throw noSuchToken();
  return id;
});

/** Revokes a token: from the answer on it counts nowhere. Doing it again changes nothing. Refuses not_found. */
export const revokeDirectoryToken = change({
  may: 'directory_tokens.revoke',
  input: z.object({ directoryId, tokenId }),
  async run(tx, context, { directoryId: directory, tokenId: id }) {
    const { organizationId } = tx;
    const token = await tx.models.directoryToken.findFirst({ where: { organizationId, directoryId: directory, id } });
    if (token === null) throw noSuchToken();
    const revoked = await tx.models.directoryToken.updateMany({
      where: { organizationId, id, revokedAt: null },
      data: { revokedAt: context.now },
    });
    if (revoked.count === 0) return { value: undefined, happened: 'nothing' };
    return {
      value: undefined,
      happened: [{ type: 'directory_token.revoked', subject: id, details: { directoryId: directory } }],
    };
  },
});

function noSuchToken(): Refusal {
  return new Refusal('not_found', 'There is no token with this id in this directory.');
}
