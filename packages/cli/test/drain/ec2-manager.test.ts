import { readFileSync } from "node:fs";
import { join } from "node:path";
import { descriptionText } from "./description-text";
import { drained } from "./drained";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

interface Instance {
  readonly state: string;
  readonly isProtected?: boolean;
}

const group = (desired: number, instances: readonly Instance[], suspended: readonly string[] = []): Answer => ({
  json: {
    AutoScalingGroups: [
      {
        DesiredCapacity: desired,
        Instances: instances.map(({ state, isProtected }, index) => ({
          InstanceId: `i-${index}`,
          LifecycleState: state,
          ProtectedFromScaleIn: isProtected,
        })),
        SuspendedProcesses: suspended.map((ProcessName) => ({ ProcessName })),
      },
    ],
  },
});
const inService = { state: "InService" };
const waiting = { state: "Terminating:Wait" };
const none: Answer = { json: { AutoScalingGroups: [] } };
const failed = (code: string, text: string): Answer => ({
  err: `\nAn error occurred (${code}) when calling the Some operation: ${text}\n`,
});

const play = (groups: readonly Answer[], updates: readonly Answer[] = [{}]) =>
  programs.add("aws", [
    { to: "describe-auto-scaling-groups", answers: groups },
    { to: "update-auto-scaling-group", answers: updates },
  ]);

const onEc2 = (...lines: readonly string[]) =>
  programs.file("runner-fleet.yaml", descriptionText(["region: eu-west-1", "manager: { platform: ec2 }", ...lines]));

const LOOK =
  "aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names ci.manager --region eu-west-1 --output json";
const SCALE =
  "aws autoscaling update-auto-scaling-group --auto-scaling-group-name ci.manager --min-size 0 --desired-capacity 0 --region eu-west-1 --output json";

describe("a manager on EC2", () => {
  test("is scaled to 0 instances, and waited for until its group has none", async () => {
    play([group(1, [inService]), group(0, [inService]), group(0, [waiting]), group(0, [])]);

    const { exitCode, out, said, progress } = await drained({ stack: onEc2(), yes: true });

    expect(exitCode).toBe(0);
    expect(out).toBe("ci: drained\n");
    expect(said).toContain("  ci: Auto Scaling group ci.manager in eu-west-1: from 1 to 0 instances\n");
    expect(progress.slice(-2)).toEqual([
      "ci: instance i-0 (works); less than 1m of 1h17m",
      "ci: instance i-0 (drains); less than 1m of 1h17m",
    ]);
    expect(programs.calls).toEqual([LOOK, SCALE, LOOK, LOOK, LOOK]);
  });

  test("has a group of the name that the modules give it", () => {
    const file = join(__dirname, "../../../../terraform/ec2-docker-autoscaler/manager.tf");

    expect(readFileSync(file, "utf8")).toMatch(/"\$\{var\.name\}\.manager"/);
  });

  test("is the only thing that is touched", async () => {
    play([group(1, [inService]), group(0, [])]);

    await drained({ stack: onEc2(), yes: true });

    expect(programs.calls.filter((call) => !call.includes("describe"))).toEqual([SCALE]);
  });

  test("whose group vanishes while it drains was removed", async () => {
    play([group(1, [inService]), group(0, [waiting]), none]);

    const { exitCode, out } = await drained({ stack: onEc2(), yes: true });

    expect([exitCode, out]).toEqual([0, "ci: drained\n"]);
  });

  test("whose group vanishes before it is scaled was removed", async () => {
    play([group(1, [inService]), none], [failed("ValidationError", "AutoScalingGroup name not found - null")]);

    const { exitCode } = await drained({ stack: onEc2(), yes: true });

    expect(exitCode).toBe(0);
  });

  test.each([
    ["Throttling", "Rate exceeded"],
    ["ScalingActivityInProgress", "Scaling activity is in progress"],
  ])("is tried again after %s", async (code, text) => {
    const busy = failed(code, text);
    play([busy, group(1, [inService]), busy, group(0, [])], [busy, busy, {}]);

    const { exitCode } = await drained({ stack: onEc2(), yes: true });

    expect(exitCode).toBe(0);
    expect(programs.calls.filter((call) => call === SCALE)).toHaveLength(3);
  });

  test("that AWS does not answer for is given up after five tries, before anything was touched", async () => {
    play([failed("Throttling", "Rate exceeded")]);

    const { error } = await drained({ stack: onEc2(), yes: true });

    expect(error?.message).toContain("ci: aws gets no good answer; try again (An error occurred (Throttling)");
    expect(programs.calls).toEqual(Array(5).fill(LOOK));
  });

  test("that may not be scaled is an error with the action that is missing", async () => {
    const denied = failed(
      "AccessDenied",
      "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: autoscaling:UpdateAutoScalingGroup on resource: x",
    );
    play([group(1, [inService])], [denied]);

    const { error, said } = await drained({ stack: onEc2(), yes: true });

    expect(error?.message).toContain("ci: no permission for 'autoscaling:UpdateAutoScalingGroup'; allow it");
    expect(said).not.toContain("drains");
  });

  test("goes on draining when the login ends, and says so", async () => {
    play([group(1, [inService]), group(0, [waiting]), failed("ExpiredToken", "The security token is expired")]);

    const { error } = await drained({ stack: onEc2(), yes: true });

    expect(error?.message).toMatch(
      /^ci: aws is not logged in \(any more\); log in again \(.*\); what is scaled down goes on draining by itself, and the same command waits again$/,
    );
  });

  test.each<[string, Answer, string]>([
    [
      "a suspended process",
      group(1, [inService], ["Terminate"]),
      "resume-processes --auto-scaling-group-name ci.manager --scaling-processes Terminate --region eu-west-1",
    ],
    [
      "a protected instance",
      group(1, [{ ...inService, isProtected: true }]),
      "set-instance-protection --auto-scaling-group-name ci.manager --no-protected-from-scale-in --instance-ids i-0",
    ],
    ["an instance in standby", group(1, [{ state: "Standby" }]), "exit-standby --auto-scaling-group-name ci.manager"],
  ])("is not touched where %s would keep it", async (_case, answer, command) => {
    play([answer]);

    const { error } = await drained({ stack: onEc2(), yes: true });

    expect(error?.message).toContain("ci: can't end, since ");
    expect(error?.message).toContain(`aws autoscaling ${command}`);
    expect(error?.message).toMatch(/; nothing was touched$/);
    expect(programs.calls).toEqual([LOOK]);
  });

  test("that already drains is waited for, whatever protects it", async () => {
    play([group(0, [{ ...waiting, isProtected: true }]), group(0, [])]);

    const { exitCode } = await drained({ stack: onEc2(), yes: true });

    expect(exitCode).toBe(0);
    expect(programs.calls).toEqual([LOOK, LOOK]);
  });

  test("that is being replaced may be scaled down, whatever protects the instance that drains", async () => {
    play([group(1, [{ ...waiting, isProtected: true }, inService]), group(0, [])]);

    const { exitCode } = await drained({ stack: onEc2(), yes: true });

    expect(exitCode).toBe(0);
    expect(programs.calls).toEqual([LOOK, SCALE, LOOK]);
  });

  test("of a region that was not given must be there", async () => {
    play([none]);
    const stack = programs.file("runner-fleet.yaml", descriptionText(["manager: { platform: ec2 }"]));

    const { error } = await drained({ stack, yes: true });

    expect(error?.message).toContain(
      "no Auto Scaling group ci.manager in the region that aws uses by itself; that may be the wrong place: give --region,",
    );
  });

  test("is looked for in the region that is given", async () => {
    play([none]);

    const { out } = await drained({ stack: onEc2(), yes: true, region: "eu-north-1" });

    expect(out).toBe("ci: removed\n");
    expect(programs.calls[0]).toContain("--region eu-north-1");
  });

  test("says --region where aws knows none", async () => {
    play([{ err: 'You must specify a region. You can also configure your region by running "aws configure".\n' }]);
    const stack = programs.file("runner-fleet.yaml", descriptionText(["manager: { platform: ec2 }"]));

    const { error } = await drained({ stack, yes: true });

    expect(error?.message).toBe("ci: aws must know the region, got none; give --region");
  });

  test("needs aws", async () => {
    const { error } = await drained({ stack: onEc2(), yes: true });

    expect(error?.message).toMatch(/^aws: must be installed and in PATH, but is not; see https:\/\/docs\.aws/);
  });
});
