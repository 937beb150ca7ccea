import { Duration, formatGiven } from "@runner-fleet/config";
import { UsageError } from "../terminal/command-error";

/**
 * Seconds of `--timeout`.
 *
 * @throws UsageError when it is no duration of at least a second
 */
export function timeoutSeconds(written: string): number {
  const duration = parsed(written);
  if (duration.seconds < 1) {
    throw new UsageError(`--timeout: must be at least 1s, got ${duration}; to wait for nothing give --no-wait`);
  }
  return duration.seconds;
}

function parsed(written: string): Duration {
  try {
    return Duration.parse(written);
  } catch (error) {
    throw new UsageError(`--timeout: ${(error as Error).message}`);
  }
}

/**
 * The manager that `--shard` means, by its number or its name.
 *
 * @throws UsageError when there is no such manager
 */
export function managerMeant<Named extends { readonly name: string }>(
  written: string,
  managers: readonly Named[],
): Named {
  const meant = managers.find(({ name }, shard) => written === name || written === String(shard + 1));
  if (!meant) {
    const known = managers.map(({ name }, shard) => `${shard + 1} (${name})`).join(", ");
    throw new UsageError(`--shard: must be one of ${known}, got ${formatGiven(written)}`);
  }
  return meant;
}
