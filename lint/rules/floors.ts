import { type Floor, floorOf, mayImport } from '../floors.ts';
import { eachImport } from '../imports.ts';
import type { Rule } from '../oxlint.ts';
import { destinationOf, placeOf } from '../places.ts';

/** Every file of src/ stands on a floor, and imports only what lint/floors.ts lets that floor import. */
export const floorsRule: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === undefined) return {};
    const floor = floorOf(place);
    if (floor === undefined) {
      const message = `src/${place} is on no floor of the house. Move it to one, or name the new door in lint/floors.ts.`;
      return { Program: (node) => context.report({ node, message }) };
    }
    return eachImport(({ specifier, isTypeOnly, node }) => {
      const destination = destinationOf(specifier, context.filename);
      if (!mayImport(floor, destination, isTypeOnly)) context.report({ node, message: refusal(floor, destination) });
    });
  },
};

function refusal({ name, may, mayAsType = [] }: Floor, destination: string): string {
  const types = mayAsType.length === 0 ? '' : `, and with "import type" also ${mayAsType.join(', ')}`;
  return `${name} may not import ${destination}. It may import ${may.join(', ')}${types} (lint/floors.ts).`;
}
