import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the script may call beside the programs that a test makes. Nothing else is on its PATH. */
const tools = "cat curl cut grep jq sed tr".split(" ");

/** Writes down the arguments and the environment that a program is called with. */
const record = (name: string) =>
  `printf '%s\\n' "${name} $*" >>"$ROOT/calls/argv"\n/usr/bin/env >>"$ROOT/calls/environment"`;

/** How a script ended, and what it said. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with a PATH of its own, in which only a few system tools and the test's own programs exist. */
export class FakePrograms {
  readonly root = mkdtempSync(join(tmpdir(), "runner-registration-"));
  private readonly bin = join(this.root, "bin");

  constructor() {
    for (const folder of ["tmp", "bin", "home", "calls"]) mkdirSync(this.path(folder));
    for (const tool of tools) this.link(tool);
  }

  private link(tool: string): void {
    const found = execFileSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
    this.add(tool, `exec ${found} "$@"`);
  }

  /** Makes a program of this name from a shell script, which finds the folder in $ROOT. */
  add(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${record(name)}\n${script}\n`, { mode: 0o755 });
  }

  remove(name: string): void {
    rmSync(join(this.bin, name));
  }

  /** Runs a script of bash, without anything on its standard input. */
  run(script: string, args: readonly string[], { environment = {}, third, onStart }: RunOptions = {}): Promise<Ended> {
    const child = spawn("/bin/bash", [script, ...args], {
      env: {
        PATH: this.bin,
        TMPDIR: this.path("tmp"),
        HOME: this.path("home"),
        ROOT: this.root,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    onStart?.((signal) => child.kill(signal));
    const [, stdout, stderr, fd3] = child.stdio as unknown as [null, Readable, Readable, Writable];
    fd3.end(third);
    const said = { stdout: "", stderr: "" };
    stdout.on("data", (chunk) => (said.stdout += chunk));
    stderr.on("data", (chunk) => (said.stderr += chunk));
    return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...said })));
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** The text of a file below the folder; nothing when it does not exist. */
  text(...parts: readonly string[]): string {
    const file = this.path(...parts);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Every file below the folder that holds the text. */
  filesWith(text: string): string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, "utf8").includes(text))
      .map((file) => file.slice(this.root.length + 1));
  }

  end(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** How a script is run. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** What file descriptor 3 gives. */
  readonly third?: string;
  /** Is given what sends the process a signal. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}
