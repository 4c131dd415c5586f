// Writes docs/events.schema.json from the closed list of events: `npm run generate:events`.
// A test compares the file with the code. Raise `catalogueVersion` in src/core/events.ts when a shape has changed.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventCatalogue } from '../src/core/events.ts';

/** The text of docs/events.schema.json: pretty, in the order of the list. */
export function eventCatalogueText(): string {
  return `${JSON.stringify(eventCatalogue(), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../docs/events.schema.json', import.meta.url), eventCatalogueText());
}
