import { z } from 'zod';
import { read } from '../verb.ts';
import { directoryById, directoryId, type TokenView } from './directory.ts';

/**
 * The tokens that operators made for a directory, newest first, those revoked and expired included; not those that its
 * clients fetch. Never a secret. Refuses not_found.
 */
export const listDirectoryTokens = read({
  may: 'directory_tokens.read',
  input: z.object({ directoryId }),
  async run(tx, _context, { directoryId: id }): Promise<TokenView[]> {
    await directoryById(tx, id);
    const tokens = await tx.models.directoryToken.findMany({
      where: { organizationId: tx.organizationId, directoryId: id, clientId: null },
      orderBy: { id: 'desc' },
    });
    return tokens.map((token) => ({
      id: token.id,
      access: token.access === 'read_write' ? 'read_write' : 'read_only',
      createdAt: token.createdAt.toISOString(),
      expiresAt: token.expiresAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
      revokedAt: token.revokedAt?.toISOString() ?? null,
    }));
  },
});
