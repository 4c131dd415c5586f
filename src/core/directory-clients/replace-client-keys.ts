import { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { directoryId } from '../directories/directory.ts';
import { change } from '../verb.ts';
import { clientById, clientId, credentialId, noSuchClient, noSuchCredential } from './client.ts';
import { lockClient } from './clients.sql.ts';
import { type CredentialView, viewOfCredential } from './credential.ts';
import { acceptedJwk, keysOf, type Outbound, otherKeys } from './credential-input.ts';

type Wanted = z.output<typeof otherKeys>;

/**
 * Puts other keys in the place of those that a credential has; what else it pins stays, and the old keys count no more.
 * Refuses not_found, invalid_value, and conflict when it was revoked.
 */
export function replaceClientKeys(outbound: Outbound) {
  return change({
    may: 'directory_clients.update',
    input: z.object({ directoryId, clientId, credentialId, keys: otherKeys }),
    async run(tx, _context, { directoryId: directory, clientId: client, credentialId: id, keys }) {
      const { organizationId } = tx;
      if ((await tx.query(lockClient, [client, directory])).length === 0) throw noSuchClient();
      const { credentials } = await clientById(tx, { directoryId: directory, id: client });
      const known = credentials.find((each) => each.id === id);
      if (known === undefined) throw noSuchCredential();
      if (known.revokedAt !== null) throw new Refusal('conflict', 'This credential was revoked. Make another one.');
      const replaced = await tx.models.directoryClientCredential.update({
        where: { organizationId_clientId_id: { organizationId, clientId: client, id } },
        data: { settings: await settingsOf(known, keys, outbound) },
      });
      const details = { directoryId: directory, credentialId: id, kind: known.kind, change: 'keys_replaced' } as const;
      return {
        value: viewOfCredential(replaced),
        happened: [{ type: 'directory_client.updated', subject: client, details }],
      };
    },
  });
}

async function settingsOf(known: CredentialView, keys: Wanted, outbound: Outbound) {
  if (known.kind === 'key' && keys.jwk !== undefined) return { jwk: await acceptedJwk(keys.jwk, 'jwk') };
  if (known.kind === 'federation' && keys.jwk === undefined) {
    const { issuer, subject, audience, tenant } = known;
    return {
      issuer,
      subject,
      audience,
      ...(tenant === undefined ? {} : { tenant }),
      ...(await keysOf(keys, outbound)),
    };
  }
  const fitting = { secret: 'no keys at all', key: 'jwk', federation: 'jwks or jwksUri' }[known.kind];
  throw new Refusal('invalid_value', `A credential of the kind ${known.kind} takes ${fitting}.`);
}
