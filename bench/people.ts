import { hash } from 'node:crypto';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GIVEN = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Tony', 'Radia', 'Ken'];
const FAMILY = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Hoare', 'Perlman', 'Thompson'];
const DEPARTMENTS = ['Research', 'Operations', 'Finance', 'Support', 'Sales'];

/** People differ in their names, of which there are so many, and in numbers. */
export const KINDS = GIVEN.length * FAMILY.length;

/** The numbers that people differ in, as they are written. */
type Numbers = {
  readonly number: string;
  readonly external: string;
  readonly phone: string;
  readonly employee: string;
};

/** What stands for each number in a template; `SQL` says how it follows from the bigint `n`. */
export const MARKS = {
  number: { mark: '~number~', SQL: 'n::text' },
  external: { mark: '~external~', SQL: `lpad(n::text, 12, '0')` },
  phone: { mark: '~phone~', SQL: `lpad((n % 10000)::text, 4, '0')` },
  employee: { mark: '~employee~', SQL: '(100000 + n)::text' },
} as const satisfies Record<keyof Numbers, { mark: string; SQL: string }>;

/** A User as an identity provider with a filled-in profile sends it, about 1 KB. */
export function person(index: number, prefix: string): Record<string, unknown> & { userName: string } {
  return personOf(index, prefix, {
    number: `${index}`,
    external: `${index}`.padStart(12, '0'),
    phone: `${index % 10_000}`.padStart(4, '0'),
    employee: `${100_000 + index}`,
  });
}

/** The same with marks in place of the numbers, for everybody whose index leaves this rest by `KINDS`. */
export function template(kind: number, prefix: string): Record<string, unknown> {
  const { number, external, phone, employee } = MARKS;
  return personOf(kind, prefix, {
    number: number.mark,
    external: external.mark,
    phone: phone.mark,
    employee: employee.mark,
  });
}

function personOf(index: number, prefix: string, { number, external, phone, employee }: Numbers) {
  const givenName = GIVEN[index % GIVEN.length] ?? '';
  const familyName = FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length] ?? '';
  const userName = `${prefix}.${number}@corp.example`;
  return {
    schemas: [USER, ENTERPRISE],
    userName,
    externalId: `00u${prefix}${external}`,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    title: 'Engineer',
    preferredLanguage: 'en-GB',
    locale: 'en-GB',
    timezone: 'Europe/London',
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
    phoneNumbers: [{ value: `+44 20 7946 ${phone}`, type: 'work' }],
    addresses: [
      {
        type: 'work',
        streetAddress: '12 St James’s Square',
        locality: 'London',
        postalCode: 'SW1Y 4JH',
        country: 'GB',
      },
    ],
    [ENTERPRISE]: {
      employeeNumber: employee,
      department: DEPARTMENTS[index % DEPARTMENTS.length],
      costCenter: '4130',
      organization: 'Corp',
    },
  };
}

/** Somebody who is in both databases before the load begins. */
export type Somebody = { readonly id: string; readonly userName: string };

/** Many people, none of them kept: a million are as cheap as one. */
export type People = { readonly count: number; readonly prefix: string; at(index: number): Somebody };

// An hour ago, so that whoever is created by a request comes after.
const FIRST_MS = Date.now() - 3_600_000;
const IN_A_MS = 0x1000;

/** People whose ids (UUIDv7) are in the order of their indexes; those made with a larger `afterMs` come after them. */
export function people(count: number, prefix: string, afterMs = 0): People {
  return {
    count,
    prefix,
    at(index) {
      const time = (FIRST_MS + afterMs + Math.floor(index / IN_A_MS)).toString(16).padStart(12, '0');
      const within = (index % IN_A_MS).toString(16).padStart(3, '0');
      const tail = hash('md5', `${prefix} ${index}`);
      return {
        id: `${time.slice(0, 8)}-${time.slice(8)}-7${within}-8${tail.slice(0, 3)}-${tail.slice(3, 15)}`,
        userName: `${prefix}.${index}@corp.example`,
      };
    },
  };
}
