import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type CredentialView, credentialView, viewOfCredential } from './credential.ts';

/** A client as doors show it, without its credentials. */
export const clientView = z.object({
  id: z.uuid(),
  /** What the machine calls itself at the token endpoint. */
  clientId: z.string(),
  name: z.string(),
  access: z.enum(['read_only', 'read_write']),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

export type ClientView = z.output<typeof clientView>;

/** A client with its credentials, newest first, those revoked and expired included. Never a secret. */
export const fullClientView = clientView.extend({ credentials: z.array(credentialView) });

export type FullClientView = ClientView & { readonly credentials: readonly CredentialView[] };

/** There is no such client for this caller. */
export function noSuchClient(): Refusal {
  return new Refusal('not_found', 'There is no client with this id in this directory.');
}

/** There is no such credential for this caller. */
export function noSuchCredential(): Refusal {
  return new Refusal('not_found', 'There is no credential with this id at this client.');
}

function idOr(refuse: () => Refusal) {
  return z.unknown().transform((claimed) => {
    const id = String(claimed);
    if (!isId(id)) throw refuse();
    return id;
  });
}

/** An id of a client. What is not shaped like one is not found. */
export const clientId = idOr(noSuchClient);

/** An id of a credential, likewise. */
export const credentialId = idOr(noSuchCredential);

/** The clients of a directory, oldest first. */
export async function clientsWhere(tx: Tx, where: { directoryId: string; id?: string }): Promise<FullClientView[]> {
  const found = await tx.models.directoryClient.findMany({
    where: { organizationId: tx.organizationId, ...where },
    include: { route: true, credentials: { orderBy: { id: 'desc' } } },
    orderBy: { id: 'asc' },
  });
  return found.map(({ id, route, name, access, createdAt, revokedAt, credentials }) => ({
    id,
    clientId: route?.shortId ?? '',
    name,
    access: access === 'read_write' ? 'read_write' : 'read_only',
    createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    credentials: credentials.map(viewOfCredential),
  }));
}

/** One client. Refuses not_found. */
export async function clientById(tx: Tx, where: { directoryId: string; id: string }): Promise<FullClientView> {
  const [found] = await clientsWhere(tx, where);
  if (found === undefined) throw noSuchClient();
  return found;
}
