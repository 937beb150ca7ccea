import { setTimeout } from "node:timers/promises";

/**
 * Asks again and again until there is an answer, and gives it.
 *
 * @param what is waited for, as in "the pod is gone"
 * @param probe gives undefined or false as long as it is not so
 * @param seconds after which waiting is over
 * @throws Error that says what was waited for, and what the last probe threw
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  seconds = 30,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  do {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    await setTimeout(100);
  } while (performance.now() < end);
  throw new Error(
    `${what}: must be so within ${seconds} s, and is not${last === undefined ? "" : ` (${String(last)})`}`,
  );
}
