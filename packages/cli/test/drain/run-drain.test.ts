import { descriptionText } from "./description-text";
import { drained } from "./drained";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

const group = (desired: number, ...states: readonly string[]): Answer => ({
  json: {
    AutoScalingGroups: [
      {
        DesiredCapacity: desired,
        Instances: states.map((LifecycleState, index) => ({ InstanceId: `i-${index}`, LifecycleState })),
      },
    ],
  },
});
const works = group(1, "InService");
const gone = group(0);

const twoOnEc2 = () =>
  programs.file(
    "runner-fleet.yaml",
    descriptionText([
      "region: eu-west-1",
      "manager: { platform: ec2, shards: 2, drainTimeout: 3h, shutdownTimeout: 600 }",
    ]),
  );

/** AWS with two managers: the first has let go at the second look, the second a look later. */
function playTwo(): void {
  programs.add("aws", [
    { to: "describe-auto-scaling-groups --auto-scaling-group-names ci.manager ", answers: [works, gone] },
    {
      to: "describe-auto-scaling-groups --auto-scaling-group-names ci-2.manager ",
      answers: [works, group(0, "Terminating:Wait"), gone],
    },
    { to: "update-auto-scaling-group", answers: [{}] },
  ]);
}

const scaled = () => programs.calls.filter((call) => call.includes("update-")).map((call) => call.split(" ")[4]);

describe("runner-fleet drain", () => {
  test("scales all managers down, and waits for as long as the description lets a drain last", async () => {
    playTwo();

    const { exitCode, out, said, progress } = await drained({ stack: twoOnEc2(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: drained\nci-2: drained\n");
    expect(scaled()).toEqual(["ci.manager", "ci-2.manager"]);
    expect(said).toContain("New jobs wait in GitLab until a manager is back.");
    expect(said).toContain("An apply starts them again, unless the same apply removes them.");
    expect(said).toContain("Waits up to 3h25m.");
    expect(said).toMatch(/ci: has let go\n(.*\n)*ci-2: has let go\n/);
    expect(progress.at(-1)).toBe("ci-2: instance i-0 (drains); less than 1m of 3h25m");
  });

  test.each(["2", "ci-2"])("scales one of several down with --shard %s, and does not say to destroy", async (shard) => {
    playTwo();

    const { out, said } = await drained({ stack: twoOnEc2(), yes: true, shard });

    expect(out).toBe("ci-2: drained\n");
    expect(scaled()).toEqual(["ci-2.manager"]);
    expect(said).toContain("New jobs are left to the other manager.");
    expect(said).toContain("An apply starts it again, unless");
    expect(said).not.toContain("Now destroy");
  });

  test.each(["0", "3", "x", "1.5"])("refuses --shard %s", async (shard) => {
    const { error } = await drained({ stack: twoOnEc2(), yes: true, shard });

    expect(error?.message).toBe(`--shard: must be one of 1 (ci), 2 (ci-2), got "${shard}"`);
    expect(error?.exitCode).toBe(2);
    expect(programs.calls).toEqual([]);
  });

  test("asks a person who shows what it will do, and touches nothing without a yes", async () => {
    playTwo();
    const asked: string[] = [];

    const { exitCode, said } = await drained(
      { stack: twoOnEc2() },
      {
        isInteractive: true,
        confirm: (question) => {
          asked.push(question);
          return Promise.resolve(false);
        },
      },
    );

    expect(asked).toEqual(["Scale down?"]);
    expect(said).toContain("  ci-2: Auto Scaling group ci-2.manager in eu-west-1: from 1 to 0 instances");
    expect(said).toContain("Nothing was touched.");
    expect(exitCode).toBe(1);
    expect(scaled()).toEqual([]);
  });

  test("goes on when the person says yes", async () => {
    playTwo();

    const { exitCode } = await drained(
      { stack: twoOnEc2() },
      { isInteractive: true, confirm: () => Promise.resolve(true) },
    );

    expect(exitCode).toBe(0);
    expect(scaled()).toEqual(["ci.manager", "ci-2.manager"]);
  });

  test("asks nobody where there is nothing to scale down", async () => {
    programs.add("aws", [{ to: "describe", answers: [gone] }]);

    const { exitCode, said } = await drained({ stack: twoOnEc2() }, { isInteractive: true });

    expect(exitCode).toBe(0);
    expect(said).not.toContain("This scales down");
    expect(scaled()).toEqual([]);
  });

  test("must be told --yes where nobody can be asked, before anything is read", async () => {
    const { error } = await drained({ stack: "/nowhere" });

    expect(error?.message).toBe("--yes: must be given where nobody can be asked, since drain stops managers");
    expect(error?.exitCode).toBe(2);
  });

  test("waits for nothing with --no-wait, and says so", async () => {
    playTwo();

    const { exitCode, out, said } = await drained({ stack: twoOnEc2(), yes: true, wait: false });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: drains\nci-2: drains\n");
    expect(said).toContain("the same command without --no-wait");
    expect(said).not.toContain("Now destroy");
    expect(programs.calls).toHaveLength(4);
  });

  test.each([
    ["soon", "--timeout: must be a Go duration"],
    ["0s", "--timeout: must be at least 1s, got 0s; to wait for nothing give --no-wait"],
  ])("refuses --timeout %s", async (timeout, message) => {
    const { error } = await drained({ stack: twoOnEc2(), yes: true, timeout });

    expect(error?.message).toContain(message);
    expect(error?.exitCode).toBe(2);
  });

  test("says what it has done when a later manager can't be scaled down", async () => {
    programs.add("aws", [
      { to: "describe", answers: [works] },
      { to: "update-auto-scaling-group --auto-scaling-group-name ci.manager ", answers: [{}] },
      { to: "update-auto-scaling-group", answers: [{ err: "\nAn error occurred (AccessDenied) when calling x: y\n" }] },
    ]);

    const { error, said } = await drained({ stack: twoOnEc2(), yes: true });

    expect(error?.message).toContain("ci-2: no permission for 'autoscaling:UpdateAutoScalingGroup'");
    expect(said).toContain(
      "ci: drains. To have ci again when it has ended: aws autoscaling update-auto-scaling-group --auto-scaling-group-name ci.manager --min-size 1 --desired-capacity 1 --region eu-west-1",
    );
  });

  test("touches no further manager once it is interrupted", async () => {
    playTwo();
    const controller = new AbortController();
    controller.abort();

    const { error, said } = await drained(
      { stack: twoOnEc2(), yes: true },
      { interruption: () => ({ signal: controller.signal, end: () => undefined }) },
    );

    expect(error?.message).toBe("interrupted: the other managers were not scaled down");
    expect(scaled()).toEqual(["ci.manager"]);
    expect(said).toContain("ci: drains. To have ci again");
  });

  test("says of all that have not let go in time that they have not", async () => {
    programs.add("aws", [
      { to: "describe", answers: [works, works, group(0, "Terminating:Wait")] },
      { to: "update", answers: [{}] },
    ]);
    let now = 0;

    const { error } = await drained({ stack: twoOnEc2(), yes: true, timeout: "1m" }, { now: () => (now += 40_000) });

    expect(error?.message).toBe(
      "ci, ci-2: must have let go within 1m, but have not; do not destroy yet: jobs may still run",
    );
  });

  test("goes on from where another run has left", async () => {
    programs.add("aws", [
      { to: "names ci.manager ", answers: [gone] },
      { to: "names ci-2.manager ", answers: [group(0, "Terminating:Wait"), gone] },
    ]);

    const { exitCode, out, said } = await drained({ stack: twoOnEc2(), yes: true });

    expect([exitCode, out]).toEqual([0, "ci: drained\nci-2: drained\n"]);
    expect(said).toContain("ci: has drained already");
    expect(scaled()).toEqual([]);
  });

  test("must find a description", async () => {
    const { error } = await drained({ stack: `${programs.root}/absent.yaml`, yes: true });

    expect(error?.message).toContain("absent.yaml: can't be read");
  });
});
