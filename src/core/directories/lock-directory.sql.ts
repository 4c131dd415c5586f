import type { Statement } from '../../platform/database/statement.ts';

/** $2 directory. What is counted per directory is checked after this lock, in a statement of its own. */
export const lockDirectory: Statement = {
  name: 'lock_directory',
  text: 'select id from directories where organization_id = $1 and id = $2::uuid for update',
};
