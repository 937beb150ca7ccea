import { formatGiven } from "../findings/finding";
import { hasContainers } from "../fleets/fleet-kinds";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

const SLICE = /^[^/]+\.slice$/;
const EXAMPLE = "runner-slot-${slot}.slice";

/** The cgroup of a slot is a slice of systemd. */
export const slotCgroupNotASlice: Rule = {
  id: "slot-cgroup-not-a-slice",
  title: "The cgroup of a slot is a slice of systemd",
  why:
    "On machines with cgroup v2 the tree of cgroups belongs to systemd. Docker takes nothing but a slice there: every job " +
    "fails with “cgroup-parent for systemd cgroup should be a valid slice”. For jobs without containers nobody makes " +
    "another one: GITLAB_RUNNER_SLOT_CGROUP names what does not exist.",
  fix: `name a slice such as "${EXAMPLE}", or accept the rule for an image in which Docker uses cgroupfs, or that makes the cgroups itself`,
  severity: "error",
  acceptable: true,
  check: everyMachineFleet(function* (fleet, at) {
    if (knownValue(fleet.useSlotCgroups) !== true) {
      return;
    }
    if (fleet.slotCgroupTemplate === undefined) {
      yield {
        path: at("useSlotCgroups"),
        message:
          'must have a slotCgroupTemplate beside it: GitLab Runner\'s own, "gitlab-runner/slot-${slot}", is no slice',
      };
    }
    const templates = [
      [at("slotCgroupTemplate"), fleet.slotCgroupTemplate],
      ...(hasContainers(fleet)
        ? ([[at("docker", "serviceSlotCgroupTemplate"), fleet.docker.serviceSlotCgroupTemplate]] as const)
        : []),
    ] as const;
    for (const [path, given] of templates) {
      const template = knownValue(given);
      if (template !== undefined && !SLICE.test(template)) {
        yield { path, message: `must be the name of a slice, ending in .slice, got ${formatGiven(template)}` };
      }
    }
  }),
};
