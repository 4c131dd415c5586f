const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GIVEN = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Tony', 'Radia', 'Ken'];
const FAMILY = ['Lovelace', 'Hopper', 'Turing', 'Dijkstra', 'Liskov', 'Knuth', 'Allen', 'Hoare', 'Perlman', 'Thompson'];
const DEPARTMENTS = ['Research', 'Operations', 'Finance', 'Support', 'Sales'];

/** A User as an identity provider with a filled-in profile sends it, about 1 KB. */
export function person(index: number, prefix = 'user'): Record<string, unknown> & { userName: string } {
  const givenName = GIVEN[index % 10] ?? '';
  const familyName = FAMILY[Math.floor(index / 10) % 10] ?? '';
  const userName = `${prefix}.${index}@corp.example`;
  return {
    schemas: [USER, ENTERPRISE],
    userName,
    externalId: `00u${prefix}${index.toString(36).padStart(12, '0')}`,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    title: 'Engineer',
    preferredLanguage: 'en-GB',
    locale: 'en-GB',
    timezone: 'Europe/London',
    active: true,
    emails: [{ value: userName, type: 'work', primary: true }],
    phoneNumbers: [{ value: `+44 20 7946 ${(index % 10_000).toString().padStart(4, '0')}`, type: 'work' }],
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
      employeeNumber: `${100_000 + index}`,
      department: DEPARTMENTS[index % 5],
      costCenter: '4130',
      organization: 'Corp',
    },
  };
}
