import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder is in use by another process. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, cause: unknown) {
    super(`${folder} is in use by another Drawbridge. Stop that one, or name another folder in DRAWBRIDGE_DATA_DIR.`, {
      cause,
    });
  }
}

/**
 * Takes a folder for this process alone and gives the function that frees it. PGlite opens a folder twice without a
 * word and loses writes. The lock is the operating system's own, held through an SQLite file: it ends with the
 * process, however that ends, and knows nothing of process ids that come again. Throws FolderInUse.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(folder, 'drawbridge.lock'), { timeout: 0 });
  try {
    file.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    file.close();
    throw new FolderInUse(folder, error);
  }
  return () => file.close();
}
