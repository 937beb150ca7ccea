import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Json } from "./render-chart";

/** Where a container's script is run: its file system is a folder, its programs are scripts of the test. */
export interface ScriptWorld {
  /** Programs by name, each the body of a shell script. What they were called with is noted. */
  readonly programs: Readonly<Record<string, string>>;
  /** Files by the path they have in the container. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders that are there, by their path in the container. */
  readonly folders?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a script did. */
export interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Calls of the programs, in order: name, arguments. */
  readonly calls: string[];
}

/** Folders of the container that scripts name. */
const mounted = ["/etc/gitlab-runner-ssh/", "/etc/runner-manager-ca", "/etc/gitlab-runner/", "/tmp/"];

/** Runs a container's own script, its paths moved into a folder of this machine. */
export function runScript({ command, args }: Json, world: ScriptWorld): ScriptRun {
  const folder = mkdtempSync(join(tmpdir(), "script-"));
  try {
    // In one pass: the folder itself lies below one of these.
    const moved = (text: string) => text.replace(new RegExp(mounted.join("|"), "g"), (path) => `${folder}${path}`);
    for (const path of [...mounted, ...(world.folders ?? [])]) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    for (const [path, content] of Object.entries(world.files ?? {})) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const bin = join(folder, "bin");
    mkdirSync(bin);
    for (const [name, body] of Object.entries(world.programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> ${folder}/calls\n${moved(body)}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), ...args.map(moved)], {
      encoding: "utf8",
      env: {
        PATH: `${bin}:${process.env.PATH}`,
        ...Object.fromEntries(Object.entries(world.env ?? {}).map(([name, value]) => [name, moved(value)])),
      },
    });
    const calls = existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8") : "";
    const shown = (text: string) => text.replaceAll(folder, "");
    return { status, stdout: shown(stdout), stderr: shown(stderr), calls: shown(calls).split("\n").filter(Boolean) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
