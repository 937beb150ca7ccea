import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const program = join(__dirname, "../../bin/runner-fleet.js");
const built = join(__dirname, "../../dist/main.js");

/** What a process said, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder to call the command in. */
export class Folder {
  /** Its path. */
  readonly path = mkdtempSync(join(tmpdir(), "runner-fleet-test-"));

  /** Writes a file. */
  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  /**
   * Runs the command as it was built, without a terminal.
   *
   * @throws Error when it was not built
   */
  run(
    args: readonly string[],
    options: { readonly input?: string | Buffer; readonly env?: NodeJS.ProcessEnv } = {},
  ): Ended {
    if (!existsSync(built)) {
      throw new Error(
        `${built}: must be there, is not; build the package with 'npx turbo run build --filter=@runner-fleet/cli'`,
      );
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: this.path,
      encoding: "utf8",
      input: options.input ?? "",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...options.env },
    });
    return { status, stdout, stderr };
  }

  /** Removes it. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
