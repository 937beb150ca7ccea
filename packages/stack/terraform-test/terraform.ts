import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What a command of Terraform said. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The image's own build is not what these tests are about, and needs docker and an account. An `aws` that finds every
 * tag in ECR ends build.sh where it ends when the image is there already.
 */
const awsThatFindsEveryImage = "#!/bin/sh\necho sha256:found\n";

/** Puts the stand-in for the aws command into a folder and gives the PATH that finds it first. */
export function pathWithAws(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "aws"), awsThatFindsEveryImage, { mode: 0o755 });
  return `${folder}${delimiter}${process.env.PATH}`;
}

/**
 * Runs the `terraform` of the PATH.
 *
 * @throws Error when there is none, or when the status is none of `expected`
 */
export function terraform(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  expected: readonly number[] = [0],
): Said {
  const { status, stdout, stderr, error } = spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1", ...env },
  });
  if (error) {
    throw new Error(`terraform does not run (${error.message}): put Terraform 1.11 or newer on the PATH`);
  }
  if (status === null || !expected.includes(status)) {
    throw new Error(failure(args, status, `${stdout}${stderr}`));
  }
  return { status, stdout, stderr };
}

function failure([command, ...args]: readonly string[], status: number | null, said: string): string {
  if (command === "init") {
    const [, reason = `status ${status}`] = /Error: ([^]*?)\n\n/.exec(said.replace(/^[│╷╵] ?/gm, "")) ?? [];
    return `terraform init could not get the providers (${reason}): reach a registry, or name a mirror in TF_CLI_CONFIG_FILE`;
  }
  return `terraform ${[command, ...args].join(" ")} must succeed, got status ${status}\n${said}`;
}
