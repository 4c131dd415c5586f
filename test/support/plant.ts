import type { Client } from 'pg';
import { type Catalogue, readCatalogue } from './catalogue.ts';

/** The catalogue as it would be after `sql`, which is then undone: also what is planted in the cluster's roles. */
export async function catalogueAfter(superuser: Client, sql: string): Promise<Catalogue> {
  await superuser.query('begin');
  try {
    await superuser.query(sql);
    return await readCatalogue(superuser);
  } finally {
    await superuser.query('rollback');
  }
}
