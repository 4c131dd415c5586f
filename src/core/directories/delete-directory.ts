import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { eraseSomeOfDirectory } from '../scim-requests/scim-requests.sql.ts';
import { change } from '../verb.ts';
import { directoryById, directoryId } from './directory.ts';
import { lockDirectory } from './lock-directory.sql.ts';

/** Removes a directory with its tokens. Its users and groups must have gone first, so that none goes unseen. Refuses conflict. */
export const deleteDirectory = change({
  may: 'directories.delete',
  input: z.object({ id: directoryId }),
  conflicts: {
    users_organization_id_directory_id_counter_slot_fkey: isNotEmpty,
    groups_organization_id_directory_id_counter_slot_fkey: isNotEmpty,
  },
  async run(tx, _context, { id }) {
    await tx.query(lockDirectory, [id]);
    const { name, users, groups } = await directoryById(tx, id);
    if (users > 0 || groups > 0) throw isNotEmpty();
    while ((await tx.query(eraseSomeOfDirectory, [id])).length > 0);
    await tx.models.directory.delete({ where: { organizationId_id: { organizationId: tx.organizationId, id } } });
    return { value: undefined, happened: [{ type: 'directory.deleted', subject: id, details: { name } }] };
  },
});

function isNotEmpty(): Refusal {
  return new Refusal(
    'conflict',
    'This directory still has users or groups. Let its identity provider delete them first.',
  );
}
