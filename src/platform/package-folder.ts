import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The folder of this package, with its package.json and its migrations: the same for the sources and for what is built. */
export const packageFolder = new URL(
  '.',
  pathToFileURL(createRequire(import.meta.url).resolve('drawbridge/package.json')),
);
