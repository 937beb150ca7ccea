import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StandIns } from "./supervisor-stand-ins";

const sources = join(__dirname, "..", "image", "supervisor");

/** Compiles the supervisor into a folder and gives the program's path. */
export function buildSupervisor(folder: string): string {
  const program = join(folder, "runner-supervisor");
  try {
    execFileSync("go", ["build", "-mod=readonly", "-buildvcs=false", "-o", program, "."], {
      cwd: sources,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error("these tests compile the supervisor: install Go 1.26 or newer and put 'go' on the PATH", {
      cause: error,
    });
  }
  return program;
}

/**
 * Stands in for GitLab Runner: ends at SIGQUIT as soon as there is no file "job", at SIGTERM at once with code 1, and by
 * itself with code 3 when there is a file "crash". Its "plugin" is a process of its own that says which signals it gets.
 */
const fakeRunner = `
const { appendFileSync, existsSync, writeFileSync } = require("node:fs");
const { spawn } = require("node:child_process");
const say = (text) => appendFileSync("events", text + "\\n");
if (process.argv[2] === "plugin") {
  for (const signal of ["SIGQUIT", "SIGTERM", "SIGINT"]) process.on(signal, () => say("plugin " + signal));
  setInterval(() => existsSync("events") || process.exit(), 20);
  say("plugin is there");
} else {
  const plugin = spawn(process.execPath, [__filename, "plugin"], { stdio: "ignore" });
  let draining = false;
  const end = (code) => {
    say("runner ends");
    plugin.kill("SIGKILL");
    process.exit(code);
  };
  process.on("SIGQUIT", () => { say("runner SIGQUIT"); draining = true; });
  process.on("SIGTERM", () => { say("runner SIGTERM"); end(1); });
  setInterval(() => {
    if (draining && !existsSync("job")) end(0);
    if (existsSync("crash")) end(3);
    if (existsSync("killed")) process.kill(process.pid, "SIGKILL");
    // The run is over, and nobody is left to end this process.
    if (!existsSync("events")) process.exit();
  }, 10);
  writeFileSync("environment", JSON.stringify(process.env));
  console.log("runner's output");
  console.error("runner's errors");
  say("runner starts " + process.argv.slice(2).join(" "));
}
`;

/** One run of the supervisor in a folder of its own. */
export class Supervision {
  readonly root = mkdtempSync(join(tmpdir(), "supervisor-"));
  readonly standIns = new StandIns(join(this.root, "events"));
  /** What is said on standard output, and beside the log on standard error. */
  output = "";
  errors = "";
  /** The exit code, or the signal that ended the program. */
  ended: Promise<number | string> = Promise.resolve("was not started");
  private process: ChildProcess | undefined;

  /** Starts it with short intervals; `undefined` takes a variable away. */
  async start(
    program: string,
    environment: Record<string, string | undefined> = {},
    command?: string[],
  ): Promise<void> {
    writeFileSync(join(this.root, "runner.js"), fakeRunner);
    const child = spawn(program, command ?? [process.execPath, "runner.js", "run", "--config"], {
      cwd: this.root,
      env: {
        PATH: process.env.PATH,
        ...this.standIns.environment,
        CONFIG_BUCKET: "bucket",
        CONFIG_KEY: "manager/key.toml",
        CONFIG_DIR: join(this.root, "state"),
        SYSTEM_ID: "r_0123456789ab",
        CONFIG_INTERVAL: "30ms",
        DEPLOYMENT_INTERVAL: "30ms",
        RETRY_INTERVAL: "10ms",
        ...environment,
      },
    });
    this.process = child;
    child.stdout.on("data", (chunk: Buffer) => (this.output += chunk));
    child.stderr.on("data", (chunk: Buffer) => (this.errors += chunk));
    this.ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal ?? "")));
  }

  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  /** Makes or changes a file of the folder. */
  write(name: string, text = ""): void {
    writeFileSync(join(this.root, name), text);
  }

  remove(name: string): void {
    rmSync(join(this.root, name));
  }

  read(...name: string[]): string {
    return readFileSync(join(this.root, ...name), "utf8");
  }

  has(...name: string[]): boolean {
    return existsSync(join(this.root, ...name));
  }

  /** What happened until now, in order. */
  get events(): string[] {
    return this.has("events") ? this.read("events").trimEnd().split("\n") : [];
  }

  /** What happened of this kind, in order. */
  of(kind: RegExp): string[] {
    return this.events.filter((event) => kind.test(event));
  }

  /** How often this happened. */
  count(event: string): number {
    return this.events.filter((line) => line === event).length;
  }

  /** The supervisor's log: every line of standard error that is JSON. */
  get log(): Record<string, unknown>[] {
    return this.errors
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  }

  /** The texts of the log. */
  get messages(): string[] {
    return this.log.map(({ msg }) => String(msg));
  }

  /** Waits until this holds, and says what was there instead if it never does. */
  async until(what: string, holds: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 30_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 5))) {
      if (Date.now() > deadline) {
        throw new Error(`never: ${what}\nevents:\n${this.events.join("\n")}\nlog:\n${this.errors}`);
      }
    }
  }

  async untilEvent(event: string, times = 1): Promise<void> {
    await this.until(`${times} × '${event}'`, () => this.count(event) >= times);
  }

  /** Waits until something that repeats has happened this many times more from now on. */
  async more(event: string, times = 3): Promise<void> {
    await this.untilEvent(event, this.count(event) + times);
  }

  async untilRunning(): Promise<void> {
    await this.untilEvent("runner starts run --config");
    await this.untilEvent("plugin is there");
  }

  /** Ends what is left of the run, a runner whose supervisor is gone included, and removes its folder. */
  async stop(): Promise<void> {
    this.write("killed");
    rmSync(join(this.root, "job"), { force: true });
    const patience = setTimeout(() => this.signal("SIGKILL"), this.has("environment") ? 5_000 : 0);
    await this.ended;
    clearTimeout(patience);
    await this.standIns.stop();
    rmSync(this.root, { recursive: true });
  }
}
