import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Engine } from "./engine";

/** What a command said. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The image's own build and a manager's own start are not what these tests are about, and need docker and an account. An
 * `aws` that finds every tag in ECR ends build.sh where it ends when the image is there already; one that finds every
 * instance in service with the version that is waited for ends wait-for-rollout.
 */
const aws = `#!/bin/sh
case "$1 $2" in
  "autoscaling describe-auto-scaling-groups") printf 'i-0123456789abcdef0\\tInService\\t%s\\n' "$TEMPLATE_VERSION" ;;
  *) echo sha256:found ;;
esac
`;

/** Where scripts/install-tools.sh puts the programs that it builds. */
const tools = join(process.env.RUNNER_FLEET_TOOLS ?? join(homedir(), ".cache/runner-fleet-tools"), "go");

/** Puts the stand-in for the aws command into a folder and gives the PATH that finds it, and then our tools, first. */
export function searchPath(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "aws"), aws, { mode: 0o755 });
  return [folder, tools, process.env.PATH].join(delimiter);
}

/**
 * Runs a command of Terraform or OpenTofu.
 *
 * @param env what is set besides the environment of the tests, the PATH among it
 * @throws Error when the program is missing, or when the status is none of `expected`
 */
export function runEngine(
  engine: Engine,
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  expected: readonly number[] = [0],
): Said {
  const { status, stdout, stderr, error } = spawnSync(engine.command, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1", ...env },
  });
  if (error) {
    throw new Error(`${engine.title} does not run (${error.message}): ${engine.install}`);
  }
  if (status === null || !expected.includes(status)) {
    throw new Error(failure(engine, args, status, `${stdout}${stderr}`));
  }
  return { status, stdout, stderr };
}

function failure(engine: Engine, args: readonly string[], status: number | null, said: string): string {
  const command = [engine.command, ...args].join(" ");
  const [, reason] = /Error: Failed to [^\n]*provider[^\n]*\n\n([^]*?)\n\n/.exec(said.replace(/^[│╷╵] ?/gm, "")) ?? [];
  return reason === undefined
    ? `${command} must succeed, got status ${status}\n${said}`
    : `${command} could not get the providers (${reason.replace(/\s+/g, " ")}): reach a registry, or name a mirror in TF_CLI_CONFIG_FILE`;
}
