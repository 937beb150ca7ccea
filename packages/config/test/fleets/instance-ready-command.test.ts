import { execFileSync, spawnSync } from "node:child_process";
import { readConfig } from "../../src/check/read-config";
import { instanceReadyCommand } from "../../src/fleets/instance-ready-command";
import type { MachineFleet } from "../../src/schema/fleet";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, type Changes } from "../changed";

const commandWith = (changes: Changes) => {
  const { config } = readConfig(descriptionWith(changes) as RunnerFleetInput);
  return instanceReadyCommand(config.fleets.linux as MachineFleet);
};
const onMachines = (image = {}) =>
  commandWith({ "linux.executor": "instance", "linux.docker": undefined, "linux.machines.image": image });

const dockerWorks = "sg docker -c 'docker info >/dev/null'";

test("a machine for containers is ready when cloud-init has ended and Docker answers", () => {
  expect(commandWith({})).toBe(`(cloud-init status --wait >/dev/null || test $? -eq 2) && ${dockerWorks}`);
});

test("a machine for jobs without containers is ready when it has what they call", () => {
  expect(onMachines()).toBe(
    "(cloud-init status --wait >/dev/null || test $? -eq 2) && git --version >/dev/null && gitlab-runner --version >/dev/null",
  );
});

test.each(["install", "present"])("and when Docker answers where jobs are to find it (%s)", (docker) => {
  expect(onMachines({ docker })).toBe(`${onMachines()} && ${dockerWorks}`);
});

test.each([
  ["machine for containers", commandWith({})] as const,
  ["machine for jobs", onMachines({ docker: "present" })] as const,
])("the command of a %s is one that a shell can parse", (_which, command) => {
  expect(() => execFileSync("sh", ["-n"], { input: command, stdio: "pipe" })).not.toThrow();
});

test.each([
  [0, 0, 0, true],
  [2, 0, 0, true],
  [1, 0, 0, false],
  [0, 127, 0, false],
  [0, 0, 127, false],
])("cloud-init's %i, git's %i and gitlab-runner's %i: ready is %s", (cloudInit, git, runner, isReady) => {
  const programs = `cloud-init() { return ${cloudInit}; }; git() { return ${git}; }; gitlab-runner() { return ${runner}; }; `;
  const { status } = spawnSync("bash", ["-c", programs + onMachines()]);
  expect(status === 0).toBe(isReady);
});
