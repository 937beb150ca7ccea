import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesDirectory } from "../../src/manager-files";

/** What the scripts may call besides the programs a test makes. Nothing else is on their PATH. */
const tools = "bash cat chmod cmp cut date head ln mkdir mktemp mv paste rm sh sha256sum sleep touch tr".split(" ");

/** What a script did and said. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/**
 * An instance on which the manager's scripts run for real: its own file system below a folder, and a PATH on which aws,
 * systemctl and the programs for file systems are the test's.
 */
export class Instance {
  private readonly bin: string;

  /** @param folder where it is; what several instances share is beside it */
  private constructor(
    readonly folder: string,
    readonly id: string,
  ) {
    this.bin = join(folder, "bin");
    for (const name of ["bin", "state", "dev", "tmp"]) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    for (const tool of tools) {
      const { stdout } = spawnSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" });
      symlinkSync(stdout.trim(), join(this.bin, tool));
    }
    writeFileSync(this.path("instance-id"), id);
    this.setParameters({});
  }

  /** An instance in a cloud of its own, or in that of another. */
  static make(id = "i-0new", cloud = mkdtempSync(join(tmpdir(), "ec2-manager-"))): Instance {
    const folder = join(cloud, id);
    mkdirSync(folder);
    return new Instance(folder, id);
  }

  /** The folder that instances of the same cloud share. */
  get cloud(): string {
    return join(this.folder, "..");
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** Writes the parameters of the scripts, with those of a quick test that differ as told. */
  setParameters(parameters: Readonly<Record<string, string | number>>): void {
    const all = {
      MANAGER: "ci",
      GROUP: "ci",
      AWS_REGION: "eu-west-1",
      ACCOUNT_ID: "123456789012",
      INSTANCE_ID_FILE: this.path("instance-id"),
      VOLUME_ID: "vol-0state",
      STATE_TAG: "runner-fleet:state-of",
      STATE_FOLDER: this.path("state"),
      STATE_LINK: this.path("state-link"),
      DEVICE_FOLDER: this.path("dev"),
      DEVICE_SECONDS: 2,
      CONFIG_BUCKET: "ci-config",
      CONFIG_KEY: "ci/0123456789abcdef.toml",
      CONFIG_FILE: this.path("config.toml"),
      RUNNER: join(this.bin, "gitlab-runner"),
      FLEETING_PLUGIN_PATH: this.path("plugins"),
      TOKEN_STORE: "ssm",
      TOKENS_FILE: this.path("tokens"),
      METRICS_PORT: 9252,
      LAUNCH_HOOK: "manager-works",
      TERMINATION_HOOK: "manager-drains",
      HEARTBEAT_SECONDS: 600,
      JOB_SECONDS: 3,
      SHUTDOWN_SECONDS: 1,
      START_SECONDS: 2,
      POLL_SECONDS: 0.05,
      ARRIVED_FILE: this.path("arrived"),
      PATCHED_FILE: this.path("patched"),
      BOOT_ID_FILE: this.path("boot-id"),
      ...parameters,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(this.path("manager.env"), lines.join(""));
  }

  /** Makes a program of this name from a shell script, which finds the instance's folder in $ROOT and the cloud's in $CLOUD. */
  add(name: string, script: string): void {
    const file = join(this.bin, name);
    // It may be a link to the system's own program.
    rmSync(file, { force: true });
    writeFileSync(file, `#!/bin/bash\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /** The environment of what runs on the instance. */
  private get environment(): Record<string, string> {
    return {
      PATH: this.bin,
      ROOT: this.folder,
      CLOUD: this.cloud,
      TMPDIR: this.path("tmp"),
      MANAGER_ENV: this.path("manager.env"),
    };
  }

  private command(script: string): string {
    return join(filesDirectory, "scripts", script);
  }

  /** Runs a script to its end. */
  run(script: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Outcome {
    const { status, stdout, stderr } = spawnSync("/bin/bash", [this.command(script), ...args], {
      encoding: "utf8",
      env: { ...this.environment, ...environment },
      timeout: 20_000,
    });
    return { status, output: stdout + stderr };
  }

  /** Starts a script, which goes on beside the test. */
  start(script: string, args: readonly string[] = []): Running {
    return new Running(spawn("/bin/bash", [this.command(script), ...args], { env: this.environment, detached: true }));
  }

  /** Text of a file of the instance or of its cloud; empty where there is none. */
  read(...parts: string[]): string {
    const file = this.path(...parts);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** Lines that fake programs wrote of how they were called. */
  calls(): string[] {
    return this.read("calls").split("\n").filter(Boolean);
  }

  /** Takes away all instances of the cloud. */
  removeCloud(): void {
    rmSync(this.cloud, { recursive: true });
  }
}

/** A script that runs beside the test. */
export class Running {
  /** What it has said so far. */
  output = "";
  private status: number | null | undefined;

  constructor(private readonly child: ReturnType<typeof spawn>) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    }
    child.on("close", (status) => (this.status = status));
  }

  /** Its exit status; `undefined` while it runs. */
  get ended(): number | null | undefined {
    return this.status;
  }

  /** Waits until it has ended, and gives its exit status. */
  async end(): Promise<number | null> {
    await eventually(
      () => this.status !== undefined,
      () => `it goes on:\n${this.output}`,
    );
    return this.status as number | null;
  }

  /** Waits until it has said something. */
  async says(text: string): Promise<void> {
    await eventually(
      () => this.output.includes(text),
      () => `it did not say ${JSON.stringify(text)}, but:\n${this.output}`,
    );
  }

  /** Ends it with all that it has started, where it has not ended. */
  stop(): void {
    if (this.status === undefined && this.child.pid !== undefined) {
      process.kill(-this.child.pid, "SIGKILL");
    }
  }
}

/** Waits until something holds. */
export async function eventually(holds: () => boolean, why: () => string, seconds = 40): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(why());
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
