import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the scripts may call besides the programs a test makes. Nothing else is on their PATH. */
const tools = "awk bash cat chmod cp dirname find ln mkdir mktemp mv paste rm sed sh sha256sum touch tr wget".split(
  " ",
);

/** A folder with a PATH of its own, in which only a few system tools and the test's own programs exist. */
export class FakePrograms {
  readonly root = mkdtempSync(join(tmpdir(), "runner-image-"));
  /** TMPDIR of what is run: what is left in it was left behind. */
  readonly temporary = join(this.root, "tmp");
  private readonly bin = join(this.root, "bin");

  constructor() {
    for (const folder of ["tmp", "bin", "home"]) mkdirSync(join(this.root, folder));
    for (const tool of tools) {
      symlinkSync(
        execFileSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim(),
        join(this.bin, tool),
      );
    }
  }

  /** Makes a program of this name from a shell script, which finds the folder in $ROOT. */
  add(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  run(command: readonly string[], environment: Record<string, string>, input = "") {
    const [program, ...args] = command;
    const { status, signal, stdout, stderr } = spawnSync(join(this.bin, program!), args, {
      encoding: "utf8",
      input,
      env: this.environment(environment),
    });
    return { status, signal, stdout, stderr };
  }

  /** As `run`, for a program that talks to a server of the test, which must be able to answer meanwhile. */
  async runAsync(command: readonly string[], environment: Record<string, string>) {
    const [program, ...args] = command;
    const child = spawn(join(this.bin, program!), args, { env: this.environment(environment) });
    let stderr = "";
    child.stderr.on("data", (text) => (stderr += text));
    child.stdout.resume();
    const [status] = await once(child, "close");
    return { status: status as number | null, stderr };
  }

  private environment(environment: Record<string, string>) {
    const home = join(this.root, "home");
    return { PATH: this.bin, TMPDIR: this.temporary, HOME: home, ROOT: this.root, ...environment };
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** The lines of a file below the folder; none if it does not exist. */
  lines(...parts: string[]): string[] {
    const file = this.path(...parts);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** Path and text of every file below a folder, links not followed. */
  files(folder: string): [string, string][] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, "utf8")]);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
