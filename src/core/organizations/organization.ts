import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isStorable } from '../resources/fold.rules.ts';

/** A text of 1 to `max` characters that can be stored, without spaces around it. */
export function shortText(max: number) {
  return z.string().trim().min(1).max(max).refine(isStorable, 'has a NUL character or half of a surrogate pair');
}

/** Lower-case letters, digits and hyphens: what stands in addresses. */
export const slugText = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 lower-case letters, digits and inner hyphens');

export const seatLimit = z.int().min(0).max(1_000_000_000);

/** An organization as doors show it. */
export const organizationView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  seatLimit: z.int().nullable(),
  administrator: z.object({ email: z.string(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
});

export type OrganizationView = z.output<typeof organizationView>;

/** There is no such organization for this caller. */
export function noSuchOrganization(): Refusal {
  return new Refusal('not_found', 'There is no organization with this id.');
}

/** The bound organization. Refuses not_found. */
export async function organizationOf(tx: Tx): Promise<OrganizationView> {
  const found = await tx.models.organization.findUnique({ where: { id: tx.organizationId }, include: { route: true } });
  if (found === null || found.route === null) throw noSuchOrganization();
  const { id, name, seatLimit, administratorEmail, administratorName, createdAt, modifiedAt, route } = found;
  return {
    id,
    slug: route.slug,
    name,
    seatLimit,
    administrator:
      administratorEmail === null ? null : { email: administratorEmail, name: administratorName ?? administratorEmail },
    createdAt: createdAt.toISOString(),
    modifiedAt: modifiedAt.toISOString(),
  };
}

/** The refusal for a slug that is in use. */
export function slugTaken(): Refusal {
  return new Refusal('conflict', 'This slug is taken by another organization. Send another one, or none.', {
    field: 'slug',
  });
}
