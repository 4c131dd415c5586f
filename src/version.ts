import { readFileSync } from 'node:fs';
import { packageFolder } from './platform/package-folder.ts';

const manifest = JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as { version: string };

/** This program's version. */
export const version = manifest.version;
