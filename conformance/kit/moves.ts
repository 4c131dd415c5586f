import { setTimeout as sleep } from 'node:timers/promises';
import { check, checkStatus } from './checks.ts';
import { shown } from './json.ts';
import type { Answer } from './scim-client.ts';

/** Longer than the second that some servers count in. */
const SECOND_MS = 1_100;

/** What `look` gives changes with `change`: at once, or when the next change is a second later. */
export async function checkMoves(
  look: () => Promise<unknown>,
  change: (round: number) => Promise<Answer>,
): Promise<void> {
  const before = await look();
  check(typeof before === 'string', `There should be a time, and there is ${shown(before)}.`);
  checkStatus(await change(0), 200, 204);
  if ((await look()) !== before) return;
  await sleep(SECOND_MS);
  checkStatus(await change(1), 200, 204);
  const after = await look();
  check(after !== before, `It should have moved with the change, and still is ${shown(after)}.`);
}
