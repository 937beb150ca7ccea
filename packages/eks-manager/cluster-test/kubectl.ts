import { spawnSync } from "node:child_process";

/** What a command said. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the `kubectl` of the PATH.
 *
 * @param expected statuses that are no error
 * @throws Error when there is none, or when its status is not expected
 */
export function kubectl(args: readonly string[], input = "", expected: readonly number[] = [0]): Said {
  const { status, stdout, stderr, error } = spawnSync("kubectl", args, {
    encoding: "utf8",
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) {
    throw new Error(`kubectl does not run (${error.message}): put kubectl on the PATH`);
  }
  if (status === null || !expected.includes(status)) {
    throw new Error(
      `kubectl ${args.join(" ")} must end with status ${expected.join(" or ")}, got ${status}\n${stderr}`,
    );
  }
  return { status, stdout, stderr };
}
