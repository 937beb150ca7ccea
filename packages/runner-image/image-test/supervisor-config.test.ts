import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSupervisor, Supervision } from "./supervisor-program";

const folder = mkdtempSync(join(tmpdir(), "supervisor-build-"));
let program: string;
let run: Supervision;

beforeAll(() => {
  program = buildSupervisor(folder);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  run = new Supervision();
  await run.standIns.start();
});
afterEach(() => run.stop());

const file = () => run.read("state", "config.toml");
const warnings = (text: string) => run.log.filter(({ msg }) => msg === text);

test("the configuration is there before the runner is started, for its owner alone", async () => {
  await run.start(program);
  await run.untilRunning();
  expect(run.events[0]).toBe("GetObject");
  expect(file()).toBe("concurrent = 1\n");
  expect(statSync(join(run.root, "state", "config.toml")).mode & 0o777).toBe(0o600);
  expect(statSync(join(run.root, "state")).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(run.root, "state")).sort()).toEqual([".runner_system_id", "config.toml"]);
});

test("the start waits for the configuration, with a line in the log for each try", async () => {
  run.standIns.config = undefined;
  await run.start(program);
  await run.untilEvent("GetObject", 4);
  expect(run.has("environment")).toBe(false);
  expect(run.count("protect 2880")).toBe(0);
  run.standIns.config = { text: "concurrent = 2\n", etag: '"2"' };
  await run.untilRunning();
  expect(file()).toBe("concurrent = 2\n");
  const tries = warnings("the configuration isn't there yet; it is tried again");
  expect(tries).toHaveLength(run.events.indexOf("protect 2880") - 1);
  expect(tries[0]).toMatchObject({ bucket: "bucket", key: "manager/key.toml" });
  expect(tries[0]!.error).toContain("NoSuchKey");
});

test("an empty configuration doesn't start the runner", async () => {
  run.standIns.config = { text: " \n", etag: '"0"' };
  await run.start(program);
  await run.untilEvent("GetObject", 4);
  expect(run.has("environment")).toBe(false);
  expect(run.has("state", "config.toml")).toBe(false);
});

test("a configuration left by an earlier task is not taken for this one's", async () => {
  mkdirSync(join(run.root, "state"));
  run.write("state/config.toml", "concurrent = 99\n");
  run.standIns.config = undefined;
  await run.start(program);
  await run.untilEvent("GetObject", 4);
  expect(run.has("environment")).toBe(false);
});

test("a changed configuration replaces the file while the runner goes on", async () => {
  await run.start(program);
  await run.untilRunning();
  const before = statSync(join(run.root, "state", "config.toml")).ino;
  run.standIns.config = { text: "concurrent = 2\n", etag: '"2"' };
  await run.until("the file changes", () => file() === "concurrent = 2\n");
  // Another file, moved to its place: a reader of the old one never sees a half.
  expect(statSync(join(run.root, "state", "config.toml")).ino).not.toBe(before);
  expect(statSync(join(run.root, "state", "config.toml")).mode & 0o777).toBe(0o600);
  expect(run.of(/^runner/)).toEqual(["runner starts run --config"]);
});

test("an unchanged configuration is asked for by its entity tag, and the file left alone", async () => {
  await run.start(program);
  await run.untilRunning();
  const before = statSync(join(run.root, "state", "config.toml"));
  await run.more("GetObject", 4);
  const asked = run.standIns.requests.filter(({ path }) => path.startsWith("/bucket/"));
  expect(asked[0]!.headers["if-none-match"]).toBeUndefined();
  expect(new Set(asked.slice(1).map(({ headers }) => headers["if-none-match"]))).toEqual(new Set(['"1"']));
  const { ino, mtimeMs } = statSync(join(run.root, "state", "config.toml"));
  expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs });
  expect(warnings("the configuration was written")).toHaveLength(1);
  expect(run.log.filter(({ level }) => level !== "INFO")).toEqual([]);
});

test.each([
  ["is gone", undefined, "NoSuchKey"],
  ["is empty", { text: "\n", etag: '"0"' }, "is empty"],
  ["ends too early", { text: "concurrent", etag: '"0"', length: 100 }, "unexpected EOF"],
])("when it %s the runner keeps the copy it has, and the log says so once", async (_, config, error) => {
  await run.start(program, { CONFIG_INTERVAL: "10ms" });
  await run.untilRunning();
  run.standIns.config = config;
  await run.more("GetObject", 5);
  expect(file()).toBe("concurrent = 1\n");
  expect(run.count("runner SIGQUIT")).toBe(0);
  const failures = warnings("fetching the configuration failed; it is tried again");
  expect(failures).toHaveLength(1);
  expect(failures[0]!.error).toContain(error);
  run.standIns.config = { text: "concurrent = 3\n", etag: '"3"' };
  await run.until("the file changes", () => file() === "concurrent = 3\n");
  await run.until("the log says so", () => run.messages.includes("fetching the configuration works again"));
});

test("the system id is written, and one that is there stays", async () => {
  await run.start(program);
  await run.untilRunning();
  expect(run.read("state", ".runner_system_id")).toBe("r_0123456789ab");
  run.write("crash");
  await run.ended;
  run.remove("crash");
  await run.start(program, { SYSTEM_ID: "r_ba9876543210" });
  await run.untilEvent("runner starts run --config", 2);
  expect(run.read("state", ".runner_system_id")).toBe("r_0123456789ab");
});

test("the runner gets the environment without the supervisor's own variables", async () => {
  await run.start(program, { RUNNER_TOKEN_LINUX: "glrt-secret", CA_BUNDLE: "", STOP_TIMEOUT: "60s" });
  await run.untilRunning();
  const environment = JSON.parse(run.read("environment"));
  expect(environment).toMatchObject({ RUNNER_TOKEN_LINUX: "glrt-secret", AWS_REGION: "eu-central-1" });
  expect(Object.keys(environment).filter((name) => !/^(PATH|AWS_|ECS_|RUNNER_TOKEN_LINUX$)/.test(name))).toEqual([]);
  expect(run.errors).not.toContain("glrt-secret");
});

test("a folder that can't be written ends with code 73", async () => {
  run.write("file");
  await run.start(program, { CONFIG_DIR: join(run.root, "file", "state") });
  expect(await run.ended).toBe(73);
  expect(run.events).toEqual([]);
});

test("everything that is wrong with the environment is said at once, and ends with code 64", async () => {
  await run.start(program, {
    CONFIG_BUCKET: undefined,
    CONFIG_KEY: "",
    AWS_REGION: undefined,
    SYSTEM_ID: "r_short",
    CA_BUNDLE: "not a certificate",
    CONFIG_INTERVAL: "60",
    DEPLOYMENT_INTERVAL: "0s",
    PROTECTION_EXPIRY: "72h",
    PROTECTION_INTERVAL: "40h",
    DRAIN_TIMEOUT: "-1s",
    STOP_TIMEOUT: "20s",
  });
  expect(await run.ended).toBe(64);
  expect(run.events).toEqual([]);
  expect(run.log).toHaveLength(1);
  expect(run.log[0]!.problems).toEqual([
    "'CONFIG_BUCKET' must be set",
    "'CONFIG_KEY' must be set",
    "'CONFIG_INTERVAL' must be a duration such as 30s or 10m, got \"60\"",
    "'DEPLOYMENT_INTERVAL' must be more than 0s",
    "'DRAIN_TIMEOUT' must be a duration such as 30s or 10m, got \"-1s\"",
    "'AWS_REGION' must be set",
    "'SYSTEM_ID' must be r_ or s_ and 12 letters or digits, got \"r_short\"",
    "'CA_BUNDLE' must hold certificates as PEM text, got none that can be read",
    "'PROTECTION_EXPIRY' must be from 1m to 48h, got 72h0m0s",
    "'PROTECTION_INTERVAL' must be at most half of PROTECTION_EXPIRY (72h0m0s), got 40h0m0s",
    "'STOP_RESERVE' must be less than STOP_TIMEOUT (20s), got 30s",
  ]);
});
