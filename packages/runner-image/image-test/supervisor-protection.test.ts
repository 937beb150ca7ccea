import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSupervisor, Supervision } from "./supervisor-program";
import { nextDeployment, replacedDeployment, serviceWith } from "./supervisor-stand-ins";

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

const throttled = { status: 400, body: { requestID: "1", error: { Code: "ThrottlingException", Message: "Rate" } } };
const blocked = { status: 200, body: { failure: { Arn: "arn:task/1", Reason: "DEPLOYMENT_BLOCKED", Detail: null } } };
const notProtected = { status: 200, body: { protection: { ProtectionEnabled: false } } };
const broken = { status: 502, body: "bad gateway" };

test("the task is protected before the runner is started, for as long as ECS allows", async () => {
  await run.start(program);
  await run.untilRunning();
  const events = run.of(/^(protect|runner)/);
  expect(events).toEqual(["protect 2880", "runner starts run --config"]);
});

test("PROTECTION_EXPIRY is asked for in whole minutes, rounded up", async () => {
  await run.start(program, { PROTECTION_EXPIRY: "90s", PROTECTION_INTERVAL: "45s" });
  await run.untilRunning();
  expect(run.count("protect 2")).toBe(1);
});

test("the protection is renewed again and again", async () => {
  await run.start(program, { PROTECTION_INTERVAL: "30ms" });
  await run.untilRunning();
  await run.more("protect 2880", 5);
  expect(run.log.filter(({ level }) => level !== "INFO")).toEqual([]);
});

test.each([
  ["throttling", throttled],
  ["a failure in an answer of status 200", blocked],
  ["an answer that says it isn't protected", notProtected],
  ["an answer that can't be read", broken],
])("after %s the runner waits until the task is protected", async (_, answer) => {
  run.standIns.agentRefusal = answer;
  await run.start(program);
  await run.untilEvent("protect 2880", 8);
  expect(run.of(/^runner/)).toEqual([]);
  run.standIns.agentRefusal = undefined;
  await run.untilRunning();
  const tries = run.log.filter(({ msg }) => msg === "the task isn't protected yet; it is tried again");
  expect(tries).toHaveLength(run.count("protect 2880") - 1);
  expect(run.messages).toContain("the task is protected from deployments");
});

test("an agent that goes on refusing doesn't keep the runner from being started; protection is asked for again", async () => {
  run.standIns.agentRefusal = blocked;
  await run.start(program, { PROTECTION_WAIT: "2s", PROTECTION_INTERVAL: "20ms" });
  await run.untilRunning();
  const [refused] = run.log.filter(({ level }) => level === "ERROR");
  expect(refused).toMatchObject({
    msg: "the runner is started without protection: a deployment would end its jobs",
    error: expect.stringContaining("DEPLOYMENT_BLOCKED"),
  });
  await run.until("a renewal is refused", () => run.messages.includes("protecting the task failed; it is tried again"));
  run.standIns.agentRefusal = undefined;
  await run.until("the task is protected", () => run.messages.includes("protecting the task works again"));
});

test("a refused renewal is logged once, tried again, and doesn't touch the runner", async () => {
  await run.start(program, { PROTECTION_INTERVAL: "300ms" });
  await run.untilRunning();
  run.standIns.agentAnswers = [throttled, throttled, throttled];
  await run.until("the protection is renewed", () => run.messages.includes("protecting the task works again"));
  const failures = run.log.filter(({ msg }) => msg === "protecting the task failed; it is tried again");
  expect(failures).toHaveLength(1);
  expect(failures[0]!.error).toMatch(/^ThrottlingException: Rate \(protected until /);
  expect(run.count("runner SIGQUIT")).toBe(0);
});

test("a drain goes on while ECS refuses to renew the protection", async () => {
  run.write("job");
  await run.start(program, { PROTECTION_INTERVAL: "20ms" });
  await run.untilRunning();
  run.standIns.agentRefusal = blocked;
  run.standIns.services = { body: { services: [serviceWith(nextDeployment(), replacedDeployment)] } };
  await run.untilEvent("runner SIGQUIT");
  await run.more("protect 2880", 5);
  expect(run.of(/^runner (SIGTERM|ends)/)).toEqual([]);
  run.remove("job");
  expect(await run.ended).toBe(0);
});

test("the release is tried again", async () => {
  await run.start(program);
  await run.untilRunning();
  run.standIns.agentAnswers = [throttled, broken];
  run.write("crash");
  expect(await run.ended).toBe(3);
  expect(run.count("release")).toBe(3);
  expect(run.messages).toContain("the protection was released");
});

test("outside ECS it runs the command without protection and without a look at a service, and says so", async () => {
  await run.start(program, { ECS_AGENT_URI: undefined, ECS_CONTAINER_METADATA_URI_V4: undefined });
  await run.untilRunning();
  run.signal("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(new Set(run.events.filter((event) => !/^(runner|plugin)/.test(event)))).toEqual(new Set(["GetObject"]));
  expect(run.messages).toContain("ECS_AGENT_URI isn't set: the task isn't protected from deployments");
  expect(run.messages).toContain("ECS_CONTAINER_METADATA_URI_V4 isn't set: deployments aren't seen");
});
