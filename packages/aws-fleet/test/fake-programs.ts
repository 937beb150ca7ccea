import { execFileSync, spawnSync } from "node:child_process";
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

/** A folder with a PATH of its own, in which only the named system tools and a test's own programs exist. */
export class FakePrograms {
  readonly root = mkdtempSync(join(tmpdir(), "aws-fleet-"));
  private readonly bin = join(this.root, "bin");

  constructor(tools: readonly string[]) {
    for (const folder of ["tmp", "bin"]) {
      mkdirSync(join(this.root, folder));
    }
    for (const tool of tools) {
      const found = execFileSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
      symlinkSync(found, join(this.bin, tool));
    }
  }

  /** Makes a program of this name from a shell script, which finds the folder in $ROOT. */
  add(name: string, script: string): void {
    writeFileSync(join(this.bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Runs a shell script with arguments. */
  run(script: string, args: readonly string[] = []) {
    const file = this.path("script");
    writeFileSync(file, script);
    const { status, stderr } = spawnSync("/bin/sh", [file, ...args], {
      encoding: "utf8",
      env: { PATH: this.bin, TMPDIR: this.path("tmp"), ROOT: this.root },
    });
    return { status, stderr };
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** The lines of a file below the folder; none when it does not exist. */
  lines(name: string): string[] {
    const file = this.path(name);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  /** What was left behind in TMPDIR. */
  leftBehind(): string[] {
    return readdirSync(this.path("tmp"));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
