import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';

export const providers = z.enum(['okta', 'entra', 'google', 'generic']);

/** A directory as doors show it; `shortId` is what its SCIM base URL ends with. */
export const directoryView = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: providers,
  shortId: z.string(),
  users: z.int(),
  groups: z.int(),
  createdAt: z.iso.datetime(),
});

export type DirectoryView = z.output<typeof directoryView>;

/** A token as doors show it; its secret is shown once, when it is made. */
export const tokenView = z.object({
  id: z.uuid(),
  access: z.enum(['read_only', 'read_write']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

export type TokenView = z.output<typeof tokenView>;

/** There is no such directory for this caller. */
export function noSuchDirectory(): Refusal {
  return new Refusal('not_found', 'There is no directory with this id in this organization.');
}

/** An id of a directory. What is not shaped like one is not found. */
export const directoryId = z.unknown().transform((claimed) => {
  const id = String(claimed);
  if (!isId(id)) throw noSuchDirectory();
  return id;
});

/** One directory of the bound organization. Refuses not_found. */
export async function directoryById(tx: Tx, id: string): Promise<DirectoryView> {
  const [found] = await directoriesWhere(tx, { id });
  if (found === undefined) throw noSuchDirectory();
  return found;
}

/** The directories of the bound organization, oldest first. */
export async function directoriesWhere(tx: Tx, where: { id?: string }): Promise<DirectoryView[]> {
  const found = await tx.models.directory.findMany({
    where: { organizationId: tx.organizationId, ...where },
    include: { route: true, counters: true },
    orderBy: { id: 'asc' },
  });
  return found.map(({ id, name, provider, route, counters, createdAt }) => ({
    id,
    name,
    provider: providers.parse(provider),
    shortId: route?.shortId ?? '',
    users: counters.reduce((sum, { users }) => sum + Number(users), 0),
    groups: counters.reduce((sum, { groups }) => sum + Number(groups), 0),
    createdAt: createdAt.toISOString(),
  }));
}
