import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';
import { type Json, objectsIn } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const onRequestOnly: Case = {
  id: '7644-3.9-request-returned',
  title: 'What is returned on request is shown only when it is named',
  source: 'RFC 7644 §3.9, RFC 7643 §7',
  law: 'An attribute that a schema declares as returned "request" is shown when `attributes` names it, and not otherwise.',
  fix: 'Leave out attributes with returned "request" unless they are named, or declare them as "default" in /Schemas.',
  async run({ scim, userBody, createUser, created, read, skip }) {
    const plain = await createUser();
    const schema = await scim.get(`/Schemas/${URN.user}`);
    const declared = objectsIn(schema.body['attributes']).filter(({ returned }) => returned === 'request');
    if (declared.length === 0) skip('The schema of users declares no attribute as returned on request.');
    // A server may refuse what is made up here: then it is what it fills in by itself that counts.
    const answer = await scim.post('/Users', userBody(valuesFor(declared)));
    const user = answer.status < 300 ? created(answer) : plain;
    const usual = await read(user);
    checkStatus(usual, 200);
    checkShows(usual.body, { shows: ['id'], hides: declared.map(({ name }) => String(name)) }, usual.request);
  },
};

/** A value for each attribute that a client may write. */
function valuesFor(attributes: readonly Json[]): Json {
  const writable = attributes.filter(({ mutability }) => mutability !== 'readOnly');
  return Object.fromEntries(writable.map((each) => [String(each['name']), valueFor(each)]));
}

const VALUES: Json = {
  boolean: true,
  integer: 1,
  decimal: 1.5,
  dateTime: '2026-01-01T00:00:00Z',
  reference: 'https://example.com/ada',
  binary: 'QWRh',
};

function valueFor({ type, multiValued, canonicalValues, subAttributes }: Json): unknown {
  const [canonical] = Array.isArray(canonicalValues) ? canonicalValues : [];
  const simple = canonical ?? VALUES[String(type)] ?? 'Ada';
  const value = type === 'complex' ? valuesFor(objectsIn(subAttributes)) : simple;
  return multiValued === true ? [value] : value;
}
