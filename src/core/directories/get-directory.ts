import { z } from 'zod';
import { organizationOf } from '../organizations/organization.ts';
import { read } from '../verb.ts';
import { directoriesWhere, directoryById, directoryId } from './directory.ts';

/** One directory. Refuses not_found. */
export const getDirectory = read({
  may: 'directories.read',
  input: z.object({ id: directoryId }),
  run: (tx, _context, { id }) => directoryById(tx, id),
});

/** All directories of the organization. Refuses not_found when there is no such organization. */
export const listDirectories = read({
  may: 'directories.read',
  input: z.unknown(),
  async run(tx) {
    await organizationOf(tx);
    return directoriesWhere(tx, {});
  },
});
