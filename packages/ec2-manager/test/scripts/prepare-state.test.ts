import { readlinkSync, statSync } from "node:fs";
import { Instance } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = Instance.make();
  instance.add("chown", `echo "chown $*" >> "$ROOT/calls"`);
});

afterEach(() => instance.removeCloud());

const systemId = () => instance.read("state", ".runner_system_id");

test("GitLab knows every instance of a manager by the same name, which GitLab Runner takes", () => {
  instance.run("prepare-state");
  const first = systemId();
  expect(first).toMatch(/^r_[0-9a-zA-Z]{12}$/);
  const second = Instance.make("i-0second", instance.cloud);
  second.add("chown", ":");
  second.run("prepare-state");
  expect(second.read("state", ".runner_system_id")).toBe(first);
});

test.each<Record<string, string>>([{ MANAGER: "ci-2" }, { AWS_REGION: "us-east-1" }, { ACCOUNT_ID: "210987654321" }])(
  "another manager has another name: %j",
  (parameters) => {
    instance.run("prepare-state");
    const first = systemId();
    const second = Instance.make("i-0second", instance.cloud);
    second.add("chown", ":");
    second.setParameters(parameters);
    second.run("prepare-state");
    expect(second.read("state", ".runner_system_id")).not.toBe(first);
  },
);

test("a name that is there stays", () => {
  instance.write("state/.runner_system_id", "r_abcdefghijkl");
  instance.run("prepare-state");
  expect(systemId()).toBe("r_abcdefghijkl");
});

test("config.toml is a link, so that what lies beside it is on the volume", () => {
  instance.run("prepare-state");
  instance.run("prepare-state");
  expect(readlinkSync(instance.path("state", "config.toml"))).toBe(instance.path("config.toml"));
});

test("the volume is GitLab Runner's alone", () => {
  instance.run("prepare-state");
  expect(instance.calls()).toEqual([
    `chown --recursive --no-dereference gitlab-runner:gitlab-runner ${instance.path("state")}`,
  ]);
  expect(statSync(instance.path("state")).mode & 0o777).toBe(0o700);
});
