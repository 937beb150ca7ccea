import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../chart/render-chart";

/** What a script did. */
export interface FolderRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What each program of the test was called with and given to read, in order. */
  readonly calls: string[];
}

/**
 * Runs a container's own script in a folder of this machine: the absolute paths that it names are below the folder.
 *
 * @param paths those paths, such as `/data/`
 * @param programs the body of a shell script by the name of the program that it stands in for
 */
export function runInFolder(
  { command, args }: Json,
  folder: string,
  paths: readonly string[],
  programs: Readonly<Record<string, string>>,
): FolderRun {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const calls = join(folder, "calls");
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${calls}\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const moved = (text: string) => paths.reduce((script, path) => script.replaceAll(path, `${folder}${path}`), text);
  const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), ...args.map(moved)], {
    encoding: "utf8",
    env: { PATH: `${bin}:${process.env.PATH}`, CALLS: calls },
    timeout: 20_000,
  });
  return {
    status,
    stdout,
    stderr,
    calls: existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : [],
  };
}
