import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';

const SRC = resolve(import.meta.dirname, '../src');

/** Where a file stands below src/, with forward slashes: `core/verb.ts`. Undefined for a file outside of src/. */
export function placeOf(filename: string): string | undefined {
  const path = relative(SRC, filename).split(sep).join('/');
  return path.startsWith('../') ? undefined : path;
}

/** Whether an import names a file by its place beside the importing one. */
export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/**
 * What an import leads to, as a path that globs can match: `core/verb.ts` for a file of src/, `npm/zod` for a package,
 * `node/fs` for what Node has built in. Anything else (outside of src/, `#alias`, an address) is `elsewhere`.
 */
export function destinationOf(specifier: string, filename: string): string {
  if (isRelative(specifier)) return placeOf(resolve(dirname(filename), specifier)) ?? 'elsewhere';
  if (isBuiltin(specifier)) return `node/${specifier.replace(/^node:/, '')}`;
  const [name] = /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?=\/|$)/.exec(specifier) ?? [];
  return name === undefined || name === 'drawbridge' ? 'elsewhere' : `npm/${name}`;
}
