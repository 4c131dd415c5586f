import { z } from 'zod';
import { change } from '../verb.ts';
import { organizationOf, seatLimit, shortText, slugTaken, slugText } from './organization.ts';

export const organizationChanges = z.strictObject({
  name: shortText(200).optional(),
  slug: slugText.optional(),
  seatLimit: seatLimit.nullable().optional(),
});

/** Changes what is named, and leaves the rest. Refuses not_found, conflict. */
export const updateOrganization = change({
  may: 'organizations.update',
  input: organizationChanges,
  conflicts: { organization_routes_slug_key: slugTaken },
  async run(tx, context, { name, slug, seatLimit: seats }) {
    const before = await organizationOf(tx);
    const changed = [
      ...(name !== undefined && name !== before.name ? ['name'] : []),
      ...(slug !== undefined && slug !== before.slug ? ['slug'] : []),
      ...(seats !== undefined && seats !== before.seatLimit ? ['seatLimit'] : []),
    ];
    if (changed.length === 0) return { value: before, happened: 'nothing' };
    const organizationId = context.organization;
    await tx.models.organization.update({
      where: { id: organizationId },
      data: {
        ...(name ? { name } : {}),
        ...(seats !== undefined ? { seatLimit: seats } : {}),
        modifiedAt: context.now,
      },
    });
    if (changed.includes('slug') && slug) {
      await tx.models.organizationRoute.update({ where: { organizationId }, data: { slug } });
    }
    const value = await organizationOf(tx);
    return { value, happened: [{ type: 'organization.updated', subject: organizationId, details: { changed } }] };
  },
});
