import type { Person } from '../personas/persona.ts';
import { type Random, randomFrom } from './random.ts';

// First and family names of dead scientists, mixed: nobody is meant. Some are written with more than ASCII, as names are.
const GIVEN_NAMES = `Ada Grace Emmy Katherine Hedy Marie Rosalind Lise Mary Caroline Sofia Émilie Isaac Galileo Johannes
  Leonhard Carl Michael James Charles Alan Niels Max Évariste`.split(/\s+/);
const FAMILY_NAMES = `Lovelace Hopper Noether Johnson Lamarr Curie Franklin Meitner Anning Herschel Kovalevskaya Newton
  Galilei Kepler Euler Gauss Faraday Maxwell Babbage Turing Bohr Planck Galois Schrödinger Poincaré Ångström Gödel Darwin
  Mendel Pascal`.split(/\s+/);
const TITLES = [
  'Analyst',
  'Astronomer',
  'Botanist',
  'Chemist',
  'Engineer',
  'Geologist',
  'Physicist',
  'Surveyor',
] as const;
const DEPARTMENTS = [
  'Algebra',
  'Compilers',
  'Crystals',
  'Flight Research',
  'Magnetism',
  'Optics',
  'Radio',
  'Tides',
] as const;
const TEAM_NAMES = ['Comets', 'Engines', 'Fossils', 'Lenses', 'Orbits', 'Primes', 'Tables', 'Waves'] as const;

/** The person with this number, the same for the same seed. People of different seeds have no name in common. */
export function personOf(seed: number, number: number): Person {
  const random = randomFrom(`person ${seed}/${number}`);
  const names = { givenName: random.pick(GIVEN_NAMES), familyName: random.pick(FAMILY_NAMES) };
  return {
    ...names,
    userName: userNameOf(names, seed, number),
    externalId: `simulated-${seed}-${number}`,
    ...positionFrom(random),
  };
}

/** What changes when the person with this number takes another family name: the userName goes with it. */
export function renamedFrom(
  random: Random,
  person: Person,
  [seed, number]: readonly [seed: number, number: number],
): Pick<Person, 'familyName' | 'userName'> {
  const familyName = random.pick(FAMILY_NAMES.filter((each) => each !== person.familyName));
  return { familyName, userName: userNameOf({ ...person, familyName }, seed, number) };
}

/** A position to take up. */
export function positionFrom(random: Random): Pick<Person, 'title' | 'department'> {
  return { title: random.pick(TITLES), department: random.pick(DEPARTMENTS) };
}

/** A name for the group with this number, other than `before`. */
export function teamNameFrom(random: Random, [seed, number]: readonly [number, number], before = ''): string {
  return random.pick(TEAM_NAMES.map((each) => `${each} ${seed}-${number}`).filter((each) => each !== before));
}

function userNameOf(
  { givenName, familyName }: Pick<Person, 'givenName' | 'familyName'>,
  seed: number,
  number: number,
): string {
  // Letters lose their marks, as in the addresses that companies give.
  const local = `${givenName}.${familyName}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return `${local}.${seed}-${number}@example.com`;
}
