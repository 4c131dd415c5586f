import type { Case } from './kit/case.ts';
import { schemaCases } from './scim-7643.ts';
import { readCases } from './scim-7644-read.ts';
import { writeCases } from './scim-7644-write.ts';

/** Every case by RFC, in the order of sections. */
export const scimCases: readonly Case[] = [...schemaCases, ...readCases, ...writeCases].toSorted((one, other) =>
  one.id.localeCompare(other.id, 'en', { numeric: true }),
);
