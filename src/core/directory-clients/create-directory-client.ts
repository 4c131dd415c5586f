import { z } from 'zod';
import { newId, newShortId } from '../../platform/ids.ts';
import { directoryId, noSuchDirectory } from '../directories/directory.ts';
import { shortText } from '../organizations/organization.ts';
import { change } from '../verb.ts';
import type { ClientView } from './client.ts';

export const newClient = z.strictObject({
  name: shortText(200),
  access: z.enum(['read_only', 'read_write']).default('read_write'),
});

/** Makes a client of a directory. It fetches nothing before it has a credential. Refuses not_found. */
export const createDirectoryClient = change({
  may: 'directory_clients.create',
  input: z.object({ directoryId, client: newClient }),
  conflicts: { directory_clients_organization_id_directory_id_fkey: noSuchDirectory },
  async run(tx, { now }, { directoryId: directory, client: { name, access } }) {
    const { organizationId } = tx;
    const [id, shortId] = [newId(), newShortId()];
    await tx.models.directoryClient.create({
      data: { organizationId, id, directoryId: directory, name, access, createdAt: now },
    });
    await tx.models.directoryClientRoute.create({
      data: { shortId, organizationId, directoryId: directory, clientId: id },
    });
    const value: ClientView = {
      id,
      clientId: shortId,
      name,
      access,
      createdAt: now.toISOString(),
      revokedAt: null,
    };
    const details = { name, directoryId: directory, access };
    return { value, happened: [{ type: 'directory_client.created', subject: id, details }] };
  },
});
