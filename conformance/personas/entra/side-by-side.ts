/** So many requests for one group are under way at a time. */
const AT_ONCE = 10;

/** Does the work for each, ten at a time. Throws the first failure, after the others have ended. */
export async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const takeOn = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, takeOn));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
