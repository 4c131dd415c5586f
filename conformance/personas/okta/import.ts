import { check } from '../../kit/checks.ts';
import type { Trial } from '../../kit/trial.ts';
import { checkOktaPage } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

const MAX_PAGES = 300;
const MAX_SCANS = 3;

/**
 * Reads page after page as Okta's import does, until as many are read as are counted, and gives the ids. The pages are
 * small enough for a few. Others may write meanwhile: a scan in which the count changed is made again.
 */
export async function importAll({ scim }: Okta, type: 'Users' | 'Groups', trial: Trial): Promise<readonly unknown[]> {
  const ask = async (startIndex: number, count: number) =>
    checkOktaPage(await scim.get(`/${type}`, { query: { startIndex, count } }));
  for (let scan = 1; scan <= MAX_SCANS; scan += 1) {
    const { totalResults: total } = await ask(1, 2);
    const count = Math.max(2, Math.min(100, Math.ceil(total / 3)));
    if (total > count * MAX_PAGES) return trial.skip(`There are ${total} ${type}: too many to import them all.`);
    const ids: unknown[] = [];
    let isDisturbed = false;
    for (let startIndex = 1; startIndex <= total; startIndex += count) {
      const { totalResults, resources } = await ask(startIndex, count);
      check(
        resources.length <= count,
        `GET /${type} with count=${count} should give no more, and gave ${resources.length}.`,
      );
      isDisturbed ||= totalResults !== total;
      ids.push(...resources.map(({ id }) => id));
    }
    if (!isDisturbed) return ids;
  }
  return trial.skip(`The number of ${type} changed during each of ${MAX_SCANS} imports: others are writing.`);
}

/** Each of these was imported, once. */
export function checkImported(ids: readonly unknown[], own: readonly string[], type: 'Users' | 'Groups'): void {
  for (const id of own) {
    const times = ids.filter((each) => each === id).length;
    check(times === 1, `The pages of GET /${type} should show ${id} once, and show it ${times} times.`);
  }
}
