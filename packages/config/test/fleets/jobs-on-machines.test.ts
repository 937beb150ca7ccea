import { readConfig } from "../../src/check/read-config";
import { jobsOnMachines } from "../../src/fleets/jobs-on-machines";
import type { MachineFleet } from "../../src/schema/fleet";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { descriptionWith, type Changes } from "../changed";

const jobsWith = (changes: Changes) => {
  const { config } = readConfig(descriptionWith({ "manager.runnerVersion": "19.3.1", ...changes }) as RunnerFleetInput);
  return jobsOnMachines(config, config.fleets.linux as MachineFleet);
};
const instance = { "linux.executor": "instance", "linux.docker": undefined };

test("machines of the executor instance get gitlab-runner in the manager's version", () => {
  expect(jobsWith(instance)).toEqual({ runnerVersion: "19.3.1", jobDirectories: [] });
});

test("and the directories that jobs are told to use", () => {
  expect(jobsWith({ ...instance, "linux.buildsDir": "/srv/builds", "linux.cacheDir": "/srv/cache" })).toEqual({
    runnerVersion: "19.3.1",
    jobDirectories: ["/srv/builds", "/srv/cache"],
  });
});

test("machines for containers get neither: both are in the containers", () => {
  expect(jobsWith({ "linux.buildsDir": "/srv/builds" })).toEqual({});
});
