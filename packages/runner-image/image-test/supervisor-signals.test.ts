import { mkdtempSync, rmSync } from "node:fs";
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

const signals = () => run.of(/^runner SIG/);
const ignored = () => run.messages.filter((message) => message.startsWith("the signal changes nothing"));

test.each(["SIGTERM", "SIGINT", "SIGQUIT"] as const)("%s lets the runner end its jobs", async (signal) => {
  run.write("job");
  await run.start(program);
  await run.untilRunning();
  run.signal(signal);
  await run.untilEvent("runner SIGQUIT");
  run.remove("job");
  expect(await run.ended).toBe(0);
  expect(signals()).toEqual(["runner SIGQUIT"]);
  expect(run.of(/^(runner ends|release)$/)).toEqual(["runner ends", "release"]);
});

test.each(["SIGTERM", "SIGQUIT"] as const)(
  "jobs that don't end before STOP_TIMEOUT less STOP_RESERVE after %s are aborted by the runner itself",
  async (signal) => {
    run.write("job");
    await run.start(program, { STOP_TIMEOUT: "10m", STOP_RESERVE: "9m59.9s" });
    await run.untilRunning();
    run.signal(signal);
    expect(await run.ended).toBe(1);
    expect(signals()).toEqual(["runner SIGQUIT", "runner SIGTERM"]);
    expect(run.messages).toContain("aborting jobs: STOP_TIMEOUT is nearly over");
    expect(run.of(/^(runner ends|release)$/)).toEqual(["runner ends", "release"]);
  },
);

test("a STOP_TIMEOUT of 0s waits for jobs without an end", async () => {
  run.write("job");
  await run.start(program, { STOP_TIMEOUT: "0s", STOP_RESERVE: "0s", PROTECTION_INTERVAL: "20ms" });
  await run.untilRunning();
  run.signal("SIGTERM");
  await run.untilEvent("runner SIGQUIT");
  await run.more("protect 2880", 10);
  run.remove("job");
  expect(await run.ended).toBe(0);
  expect(signals()).toEqual(["runner SIGQUIT"]);
});

test("a second SIGTERM aborts jobs at once; a third never reaches the runner, which would leave its machines", async () => {
  run.write("job");
  // SIGTERM is only noted by this runner, so that there is one to get a third signal.
  await run.start(program, {}, [
    "sh",
    "-c",
    `trap 'echo "runner SIGQUIT" >> events' QUIT
     trap 'echo "runner SIGTERM" >> events' TERM
     echo "runner starts" >> events
     while [ -e job ]; do sleep 0.02; done`,
  ]);
  await run.untilEvent("runner starts");
  run.signal("SIGTERM");
  await run.untilEvent("runner SIGQUIT");
  run.signal("SIGTERM");
  await run.untilEvent("runner SIGTERM");
  run.signal("SIGTERM");
  run.signal("SIGINT");
  await run.until("the signals are taken", () => ignored().length === 2);
  run.remove("job");
  expect(await run.ended).toBe(0);
  expect(signals()).toEqual(["runner SIGQUIT", "runner SIGTERM"]);
});

test("a second SIGQUIT changes nothing, as it does to the runner", async () => {
  run.write("job");
  await run.start(program);
  await run.untilRunning();
  run.signal("SIGQUIT");
  await run.untilEvent("runner SIGQUIT");
  run.signal("SIGQUIT");
  await run.until("the signal is taken", () => ignored().length === 1);
  run.remove("job");
  expect(await run.ended).toBe(0);
  expect(signals()).toEqual(["runner SIGQUIT"]);
});

test("a stop before the runner is started ends with code 0 and starts none", async () => {
  run.standIns.config = undefined;
  await run.start(program);
  await run.more("GetObject", 2);
  run.signal("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(run.has("environment")).toBe(false);
  expect(run.messages).toContain("stopped before the runner was started");
});

test("a runner that crashes gives its code, after the protection was released", async () => {
  await run.start(program);
  await run.untilRunning();
  run.write("crash");
  expect(await run.ended).toBe(3);
  expect(run.of(/^(runner ends|release)$/)).toEqual(["runner ends", "release"]);
  expect(signals()).toEqual([]);
});

test("a runner that a signal ends gives 128 and the signal's number, as a shell does", async () => {
  await run.start(program);
  await run.untilRunning();
  run.write("killed");
  expect(await run.ended).toBe(137);
  expect(run.count("release")).toBe(1);
});

test("the runner's output is passed through, and the rest of standard error is a log of JSON", async () => {
  await run.start(program);
  await run.untilRunning();
  run.write("crash");
  await run.ended;
  expect(run.output).toBe("runner's output\n");
  expect(run.errors.split("\n").filter((line) => line && !line.startsWith("{"))).toEqual(["runner's errors"]);
  expect(run.log.map(({ level }) => level)).not.toContain("ERROR");
});

test("a command that isn't there ends with code 127, before anything is asked of AWS", async () => {
  await run.start(program, {}, ["no-such-runner"]);
  expect(await run.ended).toBe(127);
  expect(run.events).toEqual([]);
});

test("a command that can't be run ends with code 126", async () => {
  run.write("text");
  await run.start(program, {}, ["./text"]);
  expect(await run.ended).toBe(126);
});

test("without a command it says how it is used, and ends with code 64", async () => {
  await run.start(program, {}, []);
  expect(await run.ended).toBe(64);
  expect(run.messages).toEqual(["usage: runner-supervisor <command> [argument]…"]);
});
