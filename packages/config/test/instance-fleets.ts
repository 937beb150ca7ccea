import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { minimalFleet } from "./descriptions";

/** Fleets whose jobs run on machines without containers: the least, and one with all that is theirs. */
export function instanceFleets(): RunnerFleetInput {
  const { machines } = minimalFleet();
  return {
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "ci" },
    fleets: {
      machine: { executor: "instance", maxInstances: 10, machines },
      shared: {
        executor: "instance",
        maxInstances: 4,
        capacityPerInstance: 2,
        maxUseCount: 20,
        shell: "bash",
        buildsDir: "/srv/builds",
        cacheDir: "/srv/cache",
        customBuildDir: { enabled: true },
        useSlotCgroups: true,
        slotCgroupTemplate: "runner-slot-${slot}.slice",
        instance: { useCommonBuildDir: false },
        machines: { ...machines, image: { os: "ubuntu-24.04", docker: "present" } },
      },
    },
    accept: [{ rule: "instance-jobs-share-machine", reason: "one team owns all projects" }],
  };
}
