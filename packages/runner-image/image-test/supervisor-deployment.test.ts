import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSupervisor, Supervision } from "./supervisor-program";
import { ecsError, nextDeployment, ownDeployment, replacedDeployment, serviceWith } from "./supervisor-stand-ins";

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

const answer = (...services: object[]) => ({ body: { services } });

test("a newer deployment drains: SIGQUIT once, the end of the jobs is awaited, the protection released last, code 0", async () => {
  run.write("job");
  await run.start(program, { PROTECTION_INTERVAL: "30ms" });
  await run.untilRunning();
  run.standIns.services = answer(serviceWith(nextDeployment(), replacedDeployment));
  await run.untilEvent("runner SIGQUIT");
  // While the jobs go on, so does the protection; neither the service nor the configuration is looked at.
  await run.more("protect 2880", 2);
  const looks = [run.count("DescribeServices"), run.count("GetObject")];
  await run.more("protect 2880", 4);
  expect([run.count("DescribeServices"), run.count("GetObject")]).toEqual(looks);
  run.remove("job");
  expect(await run.ended).toBe(0);
  expect(run.count("runner SIGQUIT")).toBe(1);
  expect(run.count("runner SIGTERM")).toBe(0);
  expect(run.of(/^(runner ends|release)$/)).toEqual(["runner ends", "release"]);
  expect(run.messages).toContain(
    "draining: service manager has a newer deployment ecs-svc/2000 " +
      "(arn:aws:ecs:eu-central-1:111122223333:task-definition/manager:8); waiting for jobs",
  );
});

test("signals reach the runner alone, not its plugin", async () => {
  run.write("job");
  await run.start(program);
  await run.untilRunning();
  run.standIns.services = answer(serviceWith(nextDeployment(), replacedDeployment));
  await run.untilEvent("runner SIGQUIT");
  run.signal("SIGINT");
  run.signal("SIGTERM");
  run.signal("SIGTERM");
  expect(await run.ended).toBe(1);
  expect(run.of(/^plugin/)).toEqual(["plugin is there"]);
});

test("a forced deployment of the same task definition drains", async () => {
  await run.start(program);
  await run.untilRunning();
  run.standIns.services = answer(serviceWith(nextDeployment(7), replacedDeployment));
  expect(await run.ended).toBe(0);
  expect(run.count("runner SIGQUIT")).toBe(1);
});

test.each([
  [
    "a desired count of 0",
    { ...serviceWith(ownDeployment), desiredCount: 0 },
    "service manager has a desired count of 0",
  ],
  ["a service that is being deleted", { ...serviceWith(), status: "DRAINING" }, "service manager is DRAINING"],
  ["a deleted service", { ...serviceWith(), status: "INACTIVE" }, "service manager is INACTIVE"],
])("%s drains", async (_, service, reason) => {
  await run.start(program);
  await run.untilRunning();
  run.standIns.services = answer(service);
  expect(await run.ended).toBe(0);
  expect(run.messages).toContain(`draining: ${reason}; waiting for jobs`);
});

test("a service that ECS doesn't know drains", async () => {
  await run.start(program);
  await run.untilRunning();
  run.standIns.services = { body: { services: [], failures: [{ arn: "arn:service", reason: "MISSING" }] } };
  expect(await run.ended).toBe(0);
  expect(run.messages).toContain("draining: service manager doesn't exist; waiting for jobs");
});

test("the own deployment as the primary one doesn't drain, whatever others there are", async () => {
  run.standIns.services = answer(serviceWith({ ...nextDeployment(), status: "ACTIVE" }, ownDeployment));
  await run.start(program);
  await run.untilRunning();
  await run.more("DescribeServices", 6);
  expect(run.count("runner SIGQUIT")).toBe(0);
});

test("one answer is not enough: ECS may tell of a moment ago", async () => {
  await run.start(program);
  await run.untilRunning();
  const [own, newer] = [serviceWith(ownDeployment), serviceWith(nextDeployment(), replacedDeployment)];
  run.standIns.nextServices = [answer(newer), answer(own), answer({ ...own, desiredCount: 0 }), answer(own)];
  await run.more("DescribeServices", 6);
  expect(run.standIns.nextServices).toEqual([]);
  expect(run.count("runner SIGQUIT")).toBe(0);
});

test.each(["ThrottlingException", "AccessDeniedException", "ServerException", "ClusterNotFoundException"])(
  "%s of ECS doesn't drain, is logged once, and a deployment is seen after it",
  async (code) => {
    await run.start(program, { DEPLOYMENT_INTERVAL: "10ms" });
    await run.untilRunning();
    run.standIns.services = ecsError(code);
    await run.more("DescribeServices", 5);
    expect(run.count("runner SIGQUIT")).toBe(0);
    run.standIns.services = answer(serviceWith(nextDeployment(), replacedDeployment));
    expect(await run.ended).toBe(0);
    const failures = run.log.filter(({ msg }) => msg === "looking at the service failed; it is tried again");
    expect(failures).toHaveLength(1);
    expect(failures[0]!.error).toContain(code);
    expect(run.messages).toContain("looking at the service works again");
  },
);

test("an answer without the service, which ECS never gives, doesn't drain", async () => {
  run.standIns.services = { body: {} };
  await run.start(program);
  await run.untilRunning();
  await run.more("DescribeServices", 5);
  expect(run.count("runner SIGQUIT")).toBe(0);
});

test("the task's origin is asked for until ECS knows the task", async () => {
  const known = run.standIns.tasks;
  run.standIns.tasks = { body: { tasks: [], failures: [{ reason: "MISSING" }] } };
  run.standIns.services = answer(serviceWith(nextDeployment(), replacedDeployment));
  await run.start(program, { DEPLOYMENT_INTERVAL: "10ms" });
  await run.untilRunning();
  await run.more("DescribeTasks");
  expect(run.count("DescribeServices")).toBe(0);
  run.standIns.tasks = known;
  expect(await run.ended).toBe(0);
  expect(run.count("runner SIGQUIT")).toBe(1);
});

test("a task of no service looks at none, and says so", async () => {
  run.standIns.tasks = { body: { tasks: [{ group: "family:manager", startedBy: "somebody" }] } };
  await run.start(program);
  await run.untilRunning();
  await run.until("the log says so", () =>
    run.messages.includes("the task belongs to no service: there are no deployments to see"),
  );
  await run.more("GetObject", 5);
  expect(run.count("DescribeTasks")).toBe(1);
  expect(run.count("DescribeServices")).toBe(0);
});

test("a drain that outlasts DRAIN_TIMEOUT makes the runner abort its jobs, and its end is awaited", async () => {
  run.write("job");
  await run.start(program, { DRAIN_TIMEOUT: "100ms" });
  await run.untilRunning();
  run.standIns.services = answer(serviceWith(nextDeployment(), replacedDeployment));
  expect(await run.ended).toBe(1);
  const signals = run.of(/^runner (SIG|ends)|^release/);
  expect(signals).toEqual(["runner SIGQUIT", "runner SIGTERM", "runner ends", "release"]);
  expect(run.messages).toContain("aborting jobs: the drain took longer than DRAIN_TIMEOUT");
});
