import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { change } from '../verb.ts';
import { directoryById, directoryId } from './directory.ts';
import { lockDirectory } from './lock-directory.sql.ts';

/** Removes a directory with its tokens. Its users must have gone first, so that nobody goes unseen. Refuses conflict. */
export const deleteDirectory = change({
  may: 'directories.delete',
  input: z.object({ id: directoryId }),
  conflicts: {
    users_organization_id_directory_id_counter_slot_fkey: stillHasUsers,
  },
  async run(tx, _context, { id }) {
    await tx.query(lockDirectory, [id]);
    const { name, users } = await directoryById(tx, id);
    if (users > 0) throw stillHasUsers();
    await tx.models.directory.delete({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });
    return { value: undefined, happened: [{ type: 'directory.deleted', subject: id, details: { name } }] };
  },
});

function stillHasUsers(): Refusal {
  return new Refusal('conflict', 'This directory still has users. Let its identity provider delete them first.');
}
