import { descriptionText } from "./description-text";
import { drained } from "./drained";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

const service = (desiredCount: number, runningCount: number, pendingCount = 0, status = "ACTIVE"): Answer => ({
  json: { services: [{ status, desiredCount, runningCount, pendingCount }], failures: [] },
});
const missing: Answer = { json: { services: [], failures: [{ arn: "a", reason: "MISSING" }] } };

const play = (services: readonly Answer[]) =>
  programs.add("aws", [
    { to: "describe-services", answers: services },
    { to: "update-service", answers: [{}] },
  ]);

const onFargate = (...lines: readonly string[]) =>
  programs.file(
    "runner-fleet.yaml",
    descriptionText(["region: eu-west-1", "manager: { platform: fargate, image: build }", ...lines]),
  );

const LOOK = "aws ecs describe-services --cluster ci --services ci --region eu-west-1 --output json";
const SCALE = "aws ecs update-service --cluster ci --service ci --desired-count 0 --region eu-west-1 --output json";

describe("a manager on Fargate", () => {
  test("is scaled to 0 tasks, and waited for until none runs or starts", async () => {
    play([service(1, 1), service(0, 1), service(0, 0, 1), service(0, 0)]);

    const { exitCode, error, out, said, progress } = await drained({ stack: onFargate(), yes: true });

    expect([exitCode, error?.message]).toEqual([0, undefined]);
    expect(out).toBe("ci: drained\n");
    expect(said).toContain("  ci: ECS service ci in cluster ci, eu-west-1: from 1 to 0 tasks\n");
    expect(progress.slice(-2)).toEqual([
      "ci: 1 running task; less than 1m of 1h17m",
      "ci: 1 starting task; less than 1m of 1h17m",
    ]);
    expect(programs.calls).toEqual([LOOK, SCALE, LOOK, LOOK, LOOK]);
  });

  test.each<[string, Answer]>([
    ["is missing", missing],
    ["is inactive", service(0, 0, 0, "INACTIVE")],
    [
      "has no cluster",
      {
        err: "\nAn error occurred (ClusterNotFoundException) when calling the DescribeServices operation: Cluster not found.\n",
      },
    ],
  ])("whose service %s was removed", async (_case, answer) => {
    play([answer]);

    const { exitCode, out } = await drained({ stack: onFargate(), yes: true });

    expect([exitCode, out]).toEqual([0, "ci: removed\n"]);
    expect(programs.calls).toEqual([LOOK]);
  });

  test("whose service is being deleted is waited for", async () => {
    play([service(0, 1, 0, "DRAINING"), service(0, 0, 0, "INACTIVE")]);

    const { exitCode } = await drained({ stack: onFargate(), yes: true });

    expect(exitCode).toBe(0);
    expect(programs.calls).toEqual([LOOK, LOOK]);
  });

  test("is looked for in the cluster that is given, or that the description names", async () => {
    play([service(0, 0)]);

    await drained({ stack: onFargate("fargate: { clusterName: shared }"), yes: true });
    await drained({ stack: onFargate("fargate: { clusterName: shared }"), yes: true, cluster: "mine" });

    expect(programs.calls.map((call) => call.split(" ")[4])).toEqual(["shared", "mine"]);
  });

  test("says that ECS ends it after 48 hours when it does not end in time", async () => {
    play([service(1, 1), service(0, 1)]);
    let now = 0;

    const { said } = await drained({ stack: onFargate(), yes: true }, { now: () => (now += 9_000_000) });

    expect(said).toContain("the log group /runner-fleet/ci");
    expect(said).toContain("ends a task that drains after 48 hours at most");
    expect(said).toContain(
      "To have ci again when it has ended: aws ecs update-service --cluster ci --service ci --desired-count 1 --region eu-west-1",
    );
  });
});
