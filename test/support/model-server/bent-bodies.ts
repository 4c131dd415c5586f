import { enterpriseUserSchema } from '../../../src/core/resources/attribute-table.rules.ts';
import { type Canonical, isObject } from '../../../src/core/resources/codec.rules.ts';
import { Refused } from './refused.ts';
import { type Kind, typeOf, type World } from './world.ts';

const ENTERPRISE = enterpriseUserSchema.id;

/** Throws Refused for what servers with a fault refuse, and should not. */
export function assertTaken(world: World, kind: Kind, body: Canonical): void {
  const { core, extensions } = typeOf(kind);
  const known = [core.id, ...extensions.map(({ id }) => id)];
  const schemas = Array.isArray(body['schemas']) ? body['schemas'] : [];
  const strange = schemas.some((urn) => !known.includes(String(urn)));
  if (strange && world.has(kind === 'User' ? 'unknown-urn-refused' : 'foreign-group-urn-refused'))
    throw new Refused(400, 'schemas names an unknown URN.', { scimType: 'invalidValue' });
  const foreign = Object.keys(body).some((name) => name.startsWith('urn:') && !known.includes(name));
  if (foreign && world.has('unknown-extension-refused'))
    throw new Refused(400, 'An extension is unknown.', { scimType: 'invalidValue' });
  if (world.has('unknown-attribute-refused')) {
    const names = new Set(['schemas', 'id', 'meta', 'groups', 'password', ...typeOf(kind).attributes.keys()]);
    const unknown = Object.keys(body).find((name) => !name.includes(':') && !names.has(name.toLowerCase()));
    if (unknown !== undefined) throw new Refused(400, `${unknown} is unknown.`, { scimType: 'invalidValue' });
  }
  assertTypes(world, body);
}

function assertTypes(world: World, body: Canonical): void {
  const wrong = (what: string) => new Refused(400, `${what} has the wrong type.`, { scimType: 'invalidValue' });
  if (world.has('text-booleans-refused') && typeof body['active'] === 'string') throw wrong('active');
  const enterprise = body[ENTERPRISE];
  const manager = isObject(enterprise) ? enterprise['manager'] : undefined;
  if (world.has('manager-text-refused') && typeof manager === 'string') throw wrong('manager');
  if (world.has('nulls-refused') && Object.values(body).includes(null)) throw wrong('null');
}

/** The body as a server with a fault reads it. */
export function misread(world: World, kind: Kind, body: Canonical): Canonical {
  return withName(world, kind, withExactNames(world, kind, onePrimary(world, body)));
}

/** The codec lets one through; `withPrimaries` puts the others back. */
function onePrimary(world: World, body: Canonical): Canonical {
  const { emails } = body;
  if (!world.has('two-primaries-kept') || !Array.isArray(emails)) return body;
  return { ...body, emails: emails.map((each: Canonical) => ({ ...each, primary: false })) };
}

/** With the fault, every e-mail address that was sent as primary is. */
export function withPrimaries(world: World, read: Canonical, { emails }: Canonical): Canonical {
  if (!world.has('two-primaries-kept') || !Array.isArray(emails) || !Array.isArray(read['emails'])) return read;
  const merged = read['emails'].map((each: Canonical, index) => ({
    ...each,
    primary: isObject(emails[index]) && emails[index]['primary'] === true,
  }));
  return { ...read, emails: merged };
}

/** Servers with a fault do not know names in other case. */
function withExactNames(world: World, kind: Kind, body: Canonical): Canonical {
  if (!world.has('body-names-with-case')) return body;
  const known = new Set([...typeOf(kind).attributes.values()].map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => known.has(name) || /^(?:urn:|schemas|members)/.test(name)),
  );
}

/** Servers with a fault give a name to who has none. */
function withName(world: World, kind: Kind, body: Canonical): Canonical {
  const name = kind === 'User' ? 'userName' : 'displayName';
  if (!world.has(kind === 'User' ? 'nameless-user-created' : 'nameless-group-created') || hasName(body, name))
    return body;
  return { ...body, [name]: world.newId() };
}

function hasName(body: Canonical, name: string): boolean {
  return Object.keys(body).some((each) => each.toLowerCase() === name.toLowerCase());
}

/** Servers with a fault lose parts of what they read. */
export function withoutParts(world: World, attributes: Canonical): Canonical {
  const { [ENTERPRISE]: enterprise, emails, ...others } = attributes;
  if (world.has('enterprise-lost')) return { ...others, ...(emails === undefined ? {} : { emails }) };
  if (world.has('manager-lost') && isObject(enterprise)) {
    const { manager: _, ...rest } = enterprise;
    return { ...attributes, [ENTERPRISE]: rest };
  }
  if (world.has('middle-names-lost') && isObject(others['name'])) {
    const { middleName: _, ...name } = others['name'];
    return { ...attributes, name };
  }
  if (world.has('types-of-emails-lost') && Array.isArray(emails))
    return { ...attributes, emails: emails.map((each: Canonical) => ({ ...each, type: 'other' })) };
  return attributes;
}

/** What a fault takes over from the body as it stands there. */
export function shownOf(world: World, body: Canonical): Canonical {
  const shown: Canonical = {};
  if (world.has('password-returned') || world.has('password-returned-in-lists')) shown['password'] = body['password'];
  if (world.has('text-booleans-stored') && typeof body['active'] === 'string') shown['active'] = body['active'];
  if (world.has('nulls-stored')) for (const name in body) if (body[name] === null) shown[name] = null;
  if (world.has('empty-lists-stored')) for (const name in body) if (isEmptyList(body[name])) shown[name] = [];
  if (world.has('groups-writable') && Array.isArray(body['groups'])) shown['groups'] = body['groups'];
  if (world.has('meta-writable') && isObject(body['meta'])) shown['meta'] = body['meta'];
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** What is kept of attributes; servers with a fault change what they were sent. */
export function keptOf(world: World, attributes: Canonical): Canonical {
  const { userName, phoneNumbers, displayName } = attributes;
  if (world.has('user-name-lowered') && typeof userName === 'string')
    return { ...attributes, userName: userName.toLowerCase() };
  if (world.has('texts-trimmed-to-40') && typeof displayName === 'string')
    return { ...attributes, displayName: displayName.slice(0, 40) };
  if (world.has('phone-numbers-reformatted') && Array.isArray(phoneNumbers))
    return { ...attributes, phoneNumbers: phoneNumbers.map(withDigits) };
  if (world.has('non-ascii-lost'))
    return JSON.parse(JSON.stringify(attributes).replace(/[^\0-\x7f]/g, '?')) as Canonical;
  return attributes;
}

function withDigits(element: unknown): unknown {
  if (!isObject(element)) return element;
  return { ...element, value: String(element['value']).replace(/(?!^\+)\D/g, '') };
}
