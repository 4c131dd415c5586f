import { z } from 'zod';
import { newId, newShortId } from '../../platform/ids.ts';
import { noSuchOrganization, shortText } from '../organizations/organization.ts';
import { change } from '../verb.ts';
import { COUNTER_SLOTS } from './counter-slots.rules.ts';
import { directoryById, providers } from './directory.ts';
import { mintTokenStep } from './directory-token.step.ts';

export const newDirectory = z.strictObject({ name: shortText(200), provider: providers });

/** Connects a directory and makes its first token. Refuses not_found when there is no such organization. */
export const createDirectory = change({
  may: 'directories.create',
  input: newDirectory,
  conflicts: { directories_organization_id_fkey: noSuchOrganization },
  async run(tx, context, { name, provider }) {
    const id = newId();
    const { organizationId } = tx;
    await tx.models.directory.create({ data: { organizationId, id, name, provider, createdAt: context.now } });
    await tx.models.directoryRoute.create({ data: { shortId: newShortId(), organizationId, directoryId: id } });
    await tx.models.directoryCounter.createMany({
      data: Array.from({ length: COUNTER_SLOTS }, (_, slot) => ({ organizationId, directoryId: id, slot })),
    });
    const { token, happened } = await mintTokenStep(tx, context, { directoryId: id });
    const directory = await directoryById(tx, id);
    return {
      value: { ...directory, token },
      happened: [{ type: 'directory.created', subject: id, details: { name, provider } }, happened],
    };
  },
});
