import { scimCases } from './cases.ts';
import { type Case, isSelected } from './kit/case.ts';
import { UsageFault } from './options.ts';
import { personas } from './personas/all.ts';
import type { Persona } from './personas/persona.ts';

/** What is to be tried: the scenarios of some clients, cases by the beginning of their ids, or all. */
export type Selection = { readonly persona?: readonly string[]; readonly only?: readonly string[] };

/** The cases of a selection, in their order. Throws UsageFault for names that there are not. */
export function selectCases({ persona = [], only = [] }: Selection): readonly Case[] {
  const ofPersonas = persona.flatMap(scenariosOf);
  const offered = persona.length === 0 ? [...scimCases, ...personas.flatMap(scenarios)] : ofPersonas;
  for (const prefix of only) {
    if (!offered.some(({ id }) => isSelected(id, [prefix]))) {
      throw new UsageFault(
        `--only ${prefix} names no case${persona.length === 0 ? '' : ' of this client'}. --list shows all.`,
      );
    }
  }
  return offered.filter(({ id }) => isSelected(id, only));
}

function scenariosOf(name: string): readonly Case[] {
  const persona = personas.find((each) => each.name === name || each.variants.some((variant) => variant.name === name));
  if (persona === undefined) {
    const names = personas.flatMap((each) => [each.name, ...each.variants.map((variant) => variant.name)]);
    throw new UsageFault(`--persona ${name} is not one of ${[...new Set(names)].join(', ')}.`);
  }
  return scenarios(persona).filter(({ id }) => name === persona.name || id.startsWith(`${name}-`));
}

/** Of the variants whose names an id begins with the longest: `entra-flag` and not `entra`. */
function scenarios({ title, variants, scenarios: cases }: Persona): readonly Case[] {
  const byLength = variants.toSorted((one, other) => other.name.length - one.name.length);
  return cases.map((each) => ({
    ...each,
    client: byLength.find(({ name }) => each.id.startsWith(`${name}-`))?.title ?? title,
  }));
}
