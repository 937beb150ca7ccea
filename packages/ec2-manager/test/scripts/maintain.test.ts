import { existsSync } from "node:fs";
import { Instance } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = Instance.make();
  instance.setParameters({ POLL_SECONDS: 1 });
  instance.write("boot-id", "first");
  instance.write("calls", "");
  instance.add("systemctl", `echo "systemctl $*" >> "$ROOT/calls"`);
  instance.add("curl", `[ ! -e "$ROOT/ill" ]`);
  instance.add("dnf", `echo "dnf $*" >> "$ROOT/calls"; exit "$(cat "$ROOT/dnf-status" 2> /dev/null || echo 0)"`);
  instance.add("aws", `echo "aws $*" >> "$ROOT/calls"`);
});

afterEach(() => instance.removeCloud());

const maintain = (...args: string[]) => instance.run("maintain", args);
const calls = () => instance.calls().filter((call) => !call.includes("is-active"));

test("drain stops GitLab Runner, which is how it drains, and starts nothing", () => {
  expect(maintain("drain", "latest").status).toBe(0);
  expect(calls()).toEqual(["systemctl stop gitlab-runner.service"]);
});

test("restart drains before it starts again, and is done when GitLab Runner works", () => {
  expect(maintain("restart", "latest")).toEqual({ status: 0, output: expect.stringContaining("GitLab Runner works") });
  expect(calls()).toEqual(["systemctl stop gitlab-runner.service", "systemctl start gitlab-runner.service"]);
});

test("restart fails when GitLab Runner does not come up", () => {
  instance.write("ill", "");
  expect(maintain("restart", "latest")).toEqual({
    status: 1,
    output: expect.stringContaining("GitLab Runner does not work after 2 seconds"),
  });
});

describe("patch", () => {
  test.each([
    ["latest", "--releasever=latest"],
    ["2023.8.20250818", "--releasever=2023.8.20250818"],
    ["security", "--security --releasever=latest"],
  ])("drains, upgrades to %s, and asks for a reboot", (release, options) => {
    expect(maintain("patch", release).status).toBe(194);
    expect(calls()).toEqual([
      "systemctl stop gitlab-runner.service",
      `dnf --assumeyes --quiet upgrade ${options} --exclude=amazon-ssm-agent`,
    ]);
  });

  test("that runs again after the reboot sees whether GitLab Runner works, and does nothing else", () => {
    maintain("patch", "latest");
    instance.write("boot-id", "second");
    instance.write("calls", "");
    expect(maintain("patch", "latest")).toEqual({ status: 0, output: expect.stringContaining("GitLab Runner works") });
    expect(calls()).toEqual([]);
    expect(existsSync(instance.path("patched"))).toBe(false);
  });

  test("that runs again before the reboot asks for it again, and upgrades nothing twice", () => {
    maintain("patch", "latest");
    instance.write("calls", "");
    expect(maintain("patch", "latest").status).toBe(194);
    expect(calls()).toEqual([]);
  });

  test("that ends with a GitLab Runner which does not work fails", () => {
    maintain("patch", "latest");
    instance.write("boot-id", "second");
    instance.write("ill", "");
    expect(maintain("patch", "latest").status).toBe(1);
  });

  test("whose upgrade fails leaves a manager that works, without a reboot", () => {
    instance.write("dnf-status", "1");
    const { status, output } = maintain("patch", "latest");
    expect(status).toBe(1);
    expect(output).toContain("the packages could not be upgraded: GitLab Runner starts again without a reboot");
    expect(calls().at(-1)).toBe("systemctl start gitlab-runner.service");
    expect(existsSync(instance.path("patched"))).toBe(false);
  });
});

test("replace goes by the group, whose hook lets the manager drain, and never by EC2", () => {
  expect(maintain("replace", "latest").status).toBe(0);
  expect(calls()).toEqual([
    "aws autoscaling terminate-instance-in-auto-scaling-group --instance-id i-0new --no-should-decrement-desired-capacity",
  ]);
});
