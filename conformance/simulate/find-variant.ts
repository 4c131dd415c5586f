import { UsageFault } from '../options.ts';
import type { Persona, Variant } from '../personas/persona.ts';

/** The client with this name: a persona's, which means its first variant, or a variant's. Throws UsageFault. */
export function findVariant(personas: readonly Persona[], name: string): { persona: Persona; variant: Variant } {
  for (const persona of personas) {
    const [first] = persona.variants;
    const variant = persona.name === name ? first : persona.variants.find((each) => each.name === name);
    if (variant !== undefined) return { persona, variant };
  }
  const names = personas.flatMap((each) => [each.name, ...each.variants.map((variant) => variant.name)]);
  throw new UsageFault(
    `${name} is not an identity provider that we know. There are ${[...new Set(names)].join(', ')}.`,
  );
}
