import { z } from 'zod';
import { newShortId } from '../../platform/ids.ts';
import { change } from '../verb.ts';
import { organizationOf, seatLimit, shortText, slugTaken, slugText } from './organization.ts';

export const newOrganization = z.strictObject({
  name: shortText(200),
  slug: slugText.optional(),
  seatLimit: seatLimit.optional(),
  /** Kept for the first invitation. */
  administrator: z.strictObject({ email: z.email().max(254), name: shortText(200) }).optional(),
});

/** Sets up the organization that the context names, which is new. Without a slug it gets one from its name. */
export const createOrganization = change({
  may: 'organizations.create',
  input: newOrganization,
  conflicts: { organization_routes_slug_key: slugTaken },
  async run(tx, context, { name, slug, seatLimit: seats, administrator }) {
    const shortId = newShortId();
    await tx.models.organization.create({
      data: {
        id: context.organization,
        name,
        seatLimit: seats ?? null,
        administratorEmail: administrator?.email ?? null,
        administratorName: administrator?.name ?? null,
        createdAt: context.now,
        modifiedAt: context.now,
      },
    });
    await tx.models.organizationRoute.create({
      data: { organizationId: context.organization, slug: slug ?? slugOf(name, shortId), shortId },
    });
    const organization = await organizationOf(tx);
    const details = { name, slug: organization.slug };
    return {
      value: organization,
      happened: [{ type: 'organization.created', subject: context.organization, details }],
    };
  },
});

/** Readable, and unique by the short id's tail. */
function slugOf(name: string, shortId: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return words === '' ? shortId : `${words}-${shortId.slice(0, 4)}`;
}
