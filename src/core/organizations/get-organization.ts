import { z } from 'zod';
import { read } from '../verb.ts';
import { organizationOf } from './organization.ts';

/** The organization itself. Refuses not_found. */
export const getOrganization = read({
  may: 'organizations.read',
  input: z.unknown(),
  run: (tx) => organizationOf(tx),
});
