import { z } from 'zod';
import { directoryId } from '../directories/directory.ts';
import { change } from '../verb.ts';
import { clientById, clientId, credentialId, noSuchCredential } from './client.ts';
import { revokeTokensStep } from './revoke-tokens.step.ts';

/**
 * Revokes a credential with every token that was fetched by it: from the answer on none of them counts anywhere. Doing
 * it again changes nothing. Refuses not_found.
 */
export const revokeClientCredential = change({
  may: 'directory_clients.revoke',
  input: z.object({ directoryId, clientId, credentialId }),
  async run(tx, { now }, { directoryId: directory, clientId: client, credentialId: id }) {
    const { credentials } = await clientById(tx, { directoryId: directory, id: client });
    const credential = credentials.find((each) => each.id === id);
    if (credential === undefined) throw noSuchCredential();
    const revoked = await revokeTokensStep(tx, now, { clientId: client, credentialId: id });
    if (revoked === 0) return { value: undefined, happened: 'nothing' };
    const details = { directoryId: directory, credentialId: id, kind: credential.kind };
    return { value: undefined, happened: [{ type: 'directory_client.credential_revoked', subject: client, details }] };
  },
});
