import fc from 'fast-check';
import SCIMMY from 'scimmy';
import { expect, test } from 'vitest';
import { type Attribute, subAttributesOf } from '../../../../src/core/resources/attributes.rules.ts';
import { type Canonical, isObject, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { allAttributes, anyJson, anyUser, core, enterprise, frozen, recased, valueFor } from './documents.ts';
import { unlessFault } from './faults.ts';

const ID = '0190f3a1-0000-7000-8000-000000000001';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

type Claimed = { op: string; path?: string; value?: unknown };

/** A path and a value that fits it. */
function pathAndValue(attribute: Attribute): fc.Arbitrary<{ path: string; value: unknown }> {
  const whole = fc.record({ path: recased(attribute.name), value: valueFor(attribute) });
  const isSingle = attribute.type === 'complex' && !attribute.multiValued;
  const separator = attribute.name.includes(':') ? ':' : '.';
  const parts = [...subAttributesOf(attribute).values()].map((sub) =>
    fc.record({ path: recased(`${attribute.name}${separator}${sub.name}`), value: valueFor(sub) }),
  );
  return isSingle ? fc.oneof(whole, ...parts) : whole;
}

const op = fc.constantFrom('add', 'replace', 'Add', 'Replace', 'remove');
const sensible = fc.oneof(...allAttributes.map(pathAndValue));

/** What a well-meaning client sends, with or without a path. */
const sensibleOperation: fc.Arbitrary<Claimed> = fc.oneof(
  fc
    .tuple(op, sensible)
    .map(([claimedOp, { path, value }]) => ({ op: claimedOp, path, ...(claimedOp === 'remove' ? {} : { value }) })),
  fc.tuple(fc.constantFrom('add', 'replace'), fc.array(sensible, { maxLength: 3 })).map(([claimedOp, parts]) => ({
    op: claimedOp,
    value: Object.fromEntries(parts.map(({ path, value }) => [path, value])),
  })),
);

/** The same with something in it that does not belong there. */
const oddOperation: fc.Arbitrary<unknown> = fc.oneof(
  anyJson,
  fc.record({
    op: fc.oneof(op, anyJson),
    path: fc.oneof(
      sensible.map(({ path }) => path),
      anyJson,
    ),
    value: anyJson,
  }),
  fc.record({ op, value: anyJson }),
);

/** The resource after the operations, undefined when they are refused. Whatever is given is frozen, so nobody alters it. */
function patched(before: Canonical, operations: unknown): Canonical | undefined {
  frozen(before);
  frozen(operations);
  return unlessFault(() => applyPatch(userResource, before, readPatch(userResource, { Operations: operations }, ID)));
}

/** Reading an arranged resource changes nothing, not even the order. */
function expectArranged(resource: Canonical): void {
  expect(JSON.stringify(readResource(userResource, resource))).toBe(JSON.stringify(resource));
}

test('sensible operations alter no input and give an arranged resource', () => {
  let done = 0;
  fc.assert(
    fc.property(anyUser, fc.array(sensibleOperation, { minLength: 1, maxLength: 6 }), (user, operations) => {
      const after = patched(readResource(userResource, user), operations);
      if (after === undefined) return;
      expectArranged(after);
      done += 1;
    }),
    { numRuns: 500 },
  );
  // Only what removes the userName, names something read-only or names it twice is refused.
  expect(done).toBeGreaterThan(250);
});

test('SEC-R28 any operations at all give an arranged resource or a ResourceFault', () => {
  const before = Reflect.ownKeys(Object.prototype);
  fc.assert(
    fc.property(
      anyUser,
      fc.oneof(anyJson, fc.array(fc.oneof(sensibleOperation, oddOperation), { maxLength: 4 })),
      (user, operations) => {
        const after = patched(readResource(userResource, user), operations);
        if (after !== undefined) expectArranged(after);
      },
    ),
    { numRuns: 500 },
  );
  expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
});

const plainNames = ['displayName', 'nickName', 'title', 'userType', 'locale', 'timezone'];
const nameParts = ['givenName', 'familyName', 'middleName', 'honorificPrefix'].map((name) => `name.${name}`);
const enterpriseNames = ['department', 'division', 'costCenter'];
const enterpriseParts = enterpriseNames.map((name) => `${enterprise}:${name}`);
const plainPath = fc.constantFrom(...plainNames, ...nameParts, ...enterpriseParts);
const plainText = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 }).map((text) => `${text}.`);
const plainUser = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...plainNames), plainText),
    fc.dictionary(fc.constantFrom('givenName', 'familyName'), plainText),
    fc.dictionary(fc.constantFrom(...enterpriseNames), plainText),
  )
  .map(([attributes, name, company]) => ({ userName: 'ada', ...attributes, name, [enterprise]: company }));
const setting = fc.constantFrom('add', 'replace');
const plainOperation: fc.Arbitrary<Claimed> = fc.oneof(
  fc.record({ op: setting, path: plainPath, value: plainText }),
  fc.record({ op: setting, value: fc.dictionary(plainPath, plainText, { minKeys: 1, maxKeys: 3 }) }),
  // Not replace: there scimmy drops what is not named, which RFC 7644 §3.5.2.3 leaves unchanged.
  fc.record({
    op: fc.constant('add'),
    path: fc.constant('name'),
    value: fc.dictionary(fc.constantFrom('givenName', 'formatted'), plainText, { minKeys: 1 }),
  }),
  fc.record({
    op: setting,
    path: fc.constant(enterprise),
    value: fc.dictionary(fc.constantFrom(...enterpriseNames), plainText, { minKeys: 1 }),
  }),
  fc.record({ op: fc.constant('remove'), path: plainPath }),
);

SCIMMY.Schemas.User.definition.extend(SCIMMY.Schemas.EnterpriseUser.definition);

/** What scimmy makes of it, without what it leaves empty. Undefined means that nothing changed. */
async function secondOpinion(before: object, operations: readonly Claimed[]): Promise<unknown> {
  const resource = new SCIMMY.Schemas.User({ schemas: [core, enterprise], ...structuredClone(before) } as never);
  const message = new SCIMMY.Messages.PatchOp({
    schemas: [PATCH_OP],
    Operations: structuredClone(operations),
  } as never);
  const after: unknown = JSON.parse(JSON.stringify((await message.apply(resource)) ?? resource));
  if (!isObject(after)) throw new Error('scimmy gave no resource');
  const { meta: _, schemas: __, ...attributes } = after;
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => !(isObject(value) && Object.keys(value).length === 0)),
  );
}

test('scimmy, asked for a second opinion on plain attributes, agrees', async () => {
  let altered = 0;
  await fc.assert(
    fc.asyncProperty(plainUser, fc.array(plainOperation, { minLength: 1, maxLength: 5 }), async (user, operations) => {
      const before = readResource(userResource, user);
      const after = patched(before, operations);
      const { schemas: _, ...attributes } = after ?? {};
      expect(attributes).toEqual(await secondOpinion(before, operations));
      if (JSON.stringify(after) !== JSON.stringify(before)) altered += 1;
    }),
    { numRuns: 200 },
  );
  expect(altered).toBeGreaterThan(100);
});
