import { z } from 'zod';
import { change } from '../verb.ts';
import { directoryId, noSuchDirectory } from './directory.ts';
import { mintTokenStep } from './directory-token.step.ts';
import { lockDirectory } from './lock-directory.sql.ts';

export const newToken = z.strictObject({
  access: z.enum(['read_only', 'read_write']).optional(),
  expiresInDays: z.int().min(1).max(1_095).optional(),
});

/** Makes a second token, for rotation. Refuses not_found, and conflict when two are live. */
export const createDirectoryToken = change({
  may: 'directory_tokens.create',
  input: z.object({ directoryId, token: newToken }),
  async run(tx, context, { directoryId: id, token: wanted }) {
    const locked = await tx.query(lockDirectory, [id]);
    if (locked.length === 0) throw noSuchDirectory();
    const { token, happened } = await mintTokenStep(tx, context, { directoryId: id, ...wanted });
    return { value: token, happened: [happened] };
  },
});
