import { matchesGlob } from 'node:path';

/** One floor or door of the house, and whom it may import. All are globs on the paths that `destinationOf` gives. */
export type Floor = {
  readonly name: string;
  readonly holds: readonly string[];
  readonly may: readonly string[];
  /** What it may import besides, but by `import type` only. */
  readonly mayAsType?: readonly string[];
  /** What it may not import although `may` says so. */
  readonly never?: readonly string[];
};

/** The protocols that edge speaks. A new folder there is a new door and must be named here. */
const doors = ['scim', 'api', 'sso', 'account', 'admin', 'system', 'issuer', 'plugin'];

/** The ways to a database that would lead around the organization's binding. */
const databaseDrivers = ['npm/@prisma/**', 'npm/pg', 'npm/@electric-sql/pglite'];

/** Who may import whom: edge speaks protocols, core decides, platform knows no product. The first that holds a file counts. */
const floors: readonly Floor[] = [
  { name: 'the top', holds: ['app.ts', 'main.ts', 'version.ts', 'config*.ts', 'cli/**'], may: ['**'] },
  {
    name: 'platform/database',
    holds: ['platform/database/**'],
    may: ['npm/**', 'node/**', 'platform/**', 'generated/**'],
  },
  {
    name: 'platform',
    holds: ['platform/**'],
    may: ['npm/**', 'node/**', 'platform/**'],
    never: ['npm/@prisma/**'],
  },
  {
    name: 'a rules file',
    holds: ['core/**/*.rules.ts'],
    may: ['core/**/*.rules.ts'],
    mayAsType: ['core/**', 'npm/zod'],
  },
  { name: 'core', holds: ['core/**'], may: ['platform/**', 'core/**', 'node/**', 'npm/zod'] },
  {
    name: 'edge/http',
    holds: ['edge/http/**'],
    may: ['npm/**', 'node/**', 'platform/**', 'core/**', 'edge/http/**'],
    never: databaseDrivers,
  },
  ...doors.map((door) => ({
    name: `edge/${door}`,
    holds: [`edge/${door}/**`],
    may: ['npm/**', 'node/**', 'platform/{refusal,secrets,ids,log}.ts', 'core/**', 'edge/http/**', `edge/${door}/**`],
    mayAsType: ['platform/**'],
    never: databaseDrivers,
  })),
];

/** The floor that a file of src/ stands on; undefined when the house has no such place. */
export function floorOf(place: string): Floor | undefined {
  return floors.find(({ holds }) => isIn(holds, place));
}

/** Whether a floor may import what `destinationOf` gave. */
export function mayImport(floor: Floor, destination: string, isTypeOnly: boolean): boolean {
  if (isIn(floor.never ?? [], destination)) return false;
  return isIn(floor.may, destination) || (isTypeOnly && isIn(floor.mayAsType ?? [], destination));
}

function isIn(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => matchesGlob(path, glob));
}
