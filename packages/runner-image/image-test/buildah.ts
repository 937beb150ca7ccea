import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a build is given besides its context. */
export interface BuildOptions {
  readonly tag: string;
  /** Path of the Dockerfile. @default - the context's */
  readonly file?: string;
  /** Path of the list of what is not sent. @default - the context's */
  readonly ignoreFile?: string;
  readonly args?: Readonly<Record<string, string>>;
  /** Folders of the machine that the steps see, by path in the container. @default - none */
  readonly volumes?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What an image says about itself, in the words of its format. */
export interface ImageConfig {
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly StopSignal: string;
  readonly Env: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Volumes: Readonly<Record<string, object>>;
}

const isRoot = process.getuid?.() === 0;
const pairs = (option: string, record: Readonly<Record<string, string>> = {}, separator = "=") =>
  Object.entries(record).flatMap(([name, value]) => [option, `${name}${separator}${value}`]);

/** @throws Error of one sentence where images can't be built */
export function requireImageBuilds(): void {
  const script = join(__dirname, "../../../scripts/check-image.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  // Where this was thrown says nothing to who reads it.
  if (status !== 0) throw Object.assign(new Error(stderr.trim()), { stack: stderr.trim() });
}

/** Builds images in a storage of its own, and looks into them. */
export class Buildah {
  readonly folder = mkdtempSync(join(tmpdir(), "runner-fleet-images-"));
  private readonly storage = [
    ...["--root", join(this.folder, "root"), "--runroot", join(this.folder, "run"), "--storage-driver", "vfs"],
  ];

  /** Builds for the machine's own architecture, without a registry, and returns how it ended and what it said. */
  async build(context: string, options: BuildOptions): Promise<{ status: number; output: string }> {
    const child = spawn("buildah", [
      ...this.storage,
      ...["bud", "--isolation", "chroot", "--pull=never", "--layers", "--tag", options.tag],
      ...["--platform", `linux/${architecture}`],
      ...(options.file === undefined ? [] : ["--file", options.file]),
      ...(options.ignoreFile === undefined ? [] : ["--ignorefile", options.ignoreFile]),
      ...pairs("--build-arg", options.args),
      ...pairs("--volume", options.volumes, ":"),
      ...pairs("--secret", options.secrets),
      context,
    ]);
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    const [status] = await once(child, "close");
    return { status: status as number, output };
  }

  config(tag: string): ImageConfig {
    return JSON.parse(this.run("inspect", "--type", "image", tag)).OCIv1.config;
  }

  /** What a command says in a container of the image. */
  inside(tag: string, user: string, ...command: string[]): string {
    const container = this.run("from", "--pull-never", tag).trim();
    try {
      return this.run("run", "--isolation", "chroot", "--user", user, container, "--", ...command);
    } finally {
      this.run("rm", container);
    }
  }

  remove(): void {
    this.run("rmi", "--all", "--force");
    // What lies in the storage can belong to other users than this one.
    if (isRoot) rmSync(this.folder, { recursive: true, force: true });
    else execFileSync("buildah", ["unshare", "rm", "-rf", this.folder]);
  }

  private run(...args: string[]): string {
    return execFileSync("buildah", [...this.storage, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }
}

/** The machine's architecture, in Go's words. */
export const architecture = process.arch === "arm64" ? "arm64" : "amd64";
