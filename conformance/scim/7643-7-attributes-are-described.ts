import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { attributesOf } from '../kit/discovery.ts';
import { type Json, objectsIn, shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const attributesAreDescribed: Case = {
  id: '7643-7-attributes-are-described',
  title: 'Each attribute in /Schemas says its name, type and how it can be used',
  source: 'RFC 7643 §7',
  law: 'An attribute, and each of its sub-attributes, is described by name, type, multiValued, mutability and returned. Tools that make classes or mappings of a schema stumble where one is missing.',
  fix: 'Write name, type, multiValued, mutability and returned with every attribute and sub-attribute, also where they have the default value.',
  async run({ scim }) {
    for (const urn of [URN.user, URN.group]) {
      const attributes = await attributesOf(scim, urn);
      check(attributes.length > 0, `${urn} should have attributes.`);
      for (const attribute of attributes) checkDescribed(attribute, urn);
    }
  },
};

function checkDescribed(attribute: Json, parent: string): void {
  const { name } = attribute;
  check(typeof name === 'string', `Each attribute of ${parent} should have a name, and one is ${shown(attribute)}.`);
  const path = `${parent}:${name}`;
  for (const key of ['type', 'mutability', 'returned'])
    check(typeof attribute[key] === 'string', `${key} of ${path} should be a text, and is ${shown(attribute[key])}.`);
  const { multiValued, subAttributes } = attribute;
  check(typeof multiValued === 'boolean', `multiValued of ${path} should be a boolean, and is ${shown(multiValued)}.`);
  for (const each of objectsIn(subAttributes)) checkDescribed(each, path);
}
