import { z } from 'zod';
import { directoryById, directoryId } from '../directories/directory.ts';
import { read } from '../verb.ts';
import { clientById, clientId, clientsWhere } from './client.ts';

/** One client with its credentials. Refuses not_found. */
export const getDirectoryClient = read({
  may: 'directory_clients.read',
  input: z.object({ directoryId, clientId }),
  run: (tx, _context, { directoryId: directory, clientId: id }) => clientById(tx, { directoryId: directory, id }),
});

/** All clients of a directory with their credentials, oldest first. Refuses not_found. */
export const listDirectoryClients = read({
  may: 'directory_clients.read',
  input: z.object({ directoryId }),
  async run(tx, _context, { directoryId: directory }) {
    await directoryById(tx, directory);
    return clientsWhere(tx, { directoryId: directory });
  },
});
