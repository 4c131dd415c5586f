import { type Attribute, subAttributesOf } from './attributes.rules.ts';
import { assertFew, type Canonical, inTableOrder, isAssigned, isObject, isPrimary, isSame } from './codec.rules.ts';
import { isMatch } from './evaluate.rules.ts';
import { ResourceFault } from './fault.rules.ts';
import { foldedText } from './folded.rules.ts';
import type { ElementFilter } from './path.rules.ts';
import { assertLight } from './stored-text.rules.ts';
import type { Spend } from './work.rules.ts';

/** The elements of a multi-valued attribute; nothing stands for none. */
export function elementsOf(existing: unknown): readonly unknown[] {
  return Array.isArray(existing) ? existing : [];
}

/** Adds what is not there yet (RFC 7644 §3.5.2.1); a new primary value demotes the old one (§3.5.2). */
export function appended(
  attribute: Attribute,
  { old, added }: { readonly old: readonly unknown[]; readonly added: readonly unknown[] },
  spend: Spend,
): unknown[] {
  const fresh = withoutKnown(old, added, spend);
  const kept = fresh.some(isPrimary) ? old.map(demoted).filter(isAssigned) : old;
  assertFew(attribute, kept.length + fresh.length, attribute.name);
  return [...kept, ...fresh];
}

/** Those of `added` that are not among `old`, each once. */
export function withoutKnown(old: readonly unknown[], added: readonly unknown[], spend: Spend): unknown[] {
  spend(old.length + added.length);
  const known = Map.groupBy(old, hintOf);
  return added.filter((value) => {
    const alike = known.get(hintOf(value)) ?? [];
    spend(alike.length);
    if (alike.some((each) => isSame(each, value))) return false;
    known.set(hintOf(value), [...alike, value]);
    return true;
  });
}

/** Values that are the same have the same hint. */
function hintOf(value: unknown): unknown {
  const hint = isObject(value) ? value['value'] : value;
  return typeof hint === 'object' ? undefined : hint;
}

function demoted(value: unknown): unknown {
  if (!isPrimary(value)) return value;
  const { primary: _, ...rest } = value as Canonical;
  return rest;
}

/**
 * Takes out the elements that equal one of those listed in every sub-attribute that this one names. Texts compare
 * without case, unless case matters.
 */
export function withoutListed(
  attribute: Attribute,
  { old, listed }: { readonly old: readonly unknown[]; readonly listed: readonly unknown[] },
  spend: Spend,
): unknown[] {
  spend(costOf(old) * costOf(listed));
  return old.filter((element) => !listed.some((wanted) => agrees(attribute, element, wanted)));
}

const CHARACTERS_PER_COMPARISON = 64;

/** In comparisons: long texts are folded before they are compared. */
function costOf(elements: readonly unknown[]): number {
  let characters = 0;
  for (const element of elements) {
    for (const value of isObject(element) ? Object.values(element) : [element]) {
      if (typeof value === 'string') characters += value.length;
    }
  }
  return elements.length + characters / CHARACTERS_PER_COMPARISON;
}

function agrees(attribute: Attribute, element: unknown, wanted: unknown): boolean {
  if (typeof element === 'string' && typeof wanted === 'string') {
    return foldedText(attribute, element) === foldedText(attribute, wanted);
  }
  if (!isObject(element) || !isObject(wanted)) return element === wanted;
  const subAttributes = [...subAttributesOf(attribute).values()];
  return subAttributes.every(
    (sub) => !isAssigned(wanted[sub.name]) || agrees(sub, element[sub.name], wanted[sub.name]),
  );
}

/** What becomes of an element that the filter of a path meets. */
type Alter = (element: Canonical) => Canonical;

/** Elements that a filter picks, and what is done with them. */
type Edit = {
  readonly attribute: Attribute;
  readonly filter: ElementFilter;
  readonly alter: Alter;
  /** What a new element holds besides the seeds when none meets the filter; without any, none is made. */
  readonly made: Canonical | undefined;
};

/**
 * Alters the elements that meet the filter. When none does, one is made of the filter's own values, as Entra ID needs
 * it; for a filter that does not say what they are: ResourceFault no_target (RFC 7644 §3.5.2.3).
 */
export function edited({ attribute, filter, alter, made }: Edit, existing: unknown, spend: Spend): unknown {
  const old = elementsOf(existing).filter(isObject);
  spend(costOf(old) * filter.terms);
  const hits = new Set(old.filter((element) => isMatch(filter.condition, element)));
  if (hits.size === 0) {
    const isMaking = made !== undefined && Object.values(made).some(isAssigned);
    return isMaking ? withMade({ attribute, filter, made }, old, spend) : existing;
  }
  let primary: Canonical | undefined;
  const altered = old.map((element) => {
    if (!hits.has(element)) return element;
    const after = inTableOrder(attribute, alter(element));
    if (isPrimary(after)) primary = after;
    return after;
  });
  const all = altered.map((each) => (primary === undefined || each === primary ? each : demoted(each)));
  const left = all.filter(isAssigned);
  if (hits.size > 1) assertLight(left);
  return left;
}

function withMade(
  { attribute, filter: { seeds }, made }: Pick<Edit, 'attribute' | 'filter'> & { made: Canonical },
  old: readonly unknown[],
  spend: Spend,
): unknown {
  if (seeds === undefined) {
    throw new ResourceFault(
      'no_target',
      `No value of ${attribute.name} meets the filter, which does not say what a new one would be. Add the value to ${attribute.name} first.`,
      attribute.name,
    );
  }
  const element = inTableOrder(attribute, { ...seeds, ...made });
  return element === undefined ? old : appended(attribute, { old, added: [element] }, spend);
}
