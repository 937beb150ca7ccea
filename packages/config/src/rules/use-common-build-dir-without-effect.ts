import { hasContainers } from "../fleets/fleet-kinds";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** A common builds directory comes with machines that serve one job each. */
export const useCommonBuildDirWithoutEffect: Rule = {
  id: "use-common-build-dir-without-effect",
  title: "A common builds directory comes with machines that serve one job each",
  why:
    "GitLab Runner heeds the key only where no two jobs ever meet on a machine. Elsewhere every job's log begins with the " +
    "warning “use_common_build_dir has no effect”, and repositories are cloned where they would be without it.",
  fix: "set maxUseCount to 1, or remove useCommonBuildDir",
  severity: "warning",
  check: everyMachineFleet(function* (fleet, at) {
    const uses = knownValue(fleet.maxUseCount) ?? 1;
    if (!hasContainers(fleet) && knownValue(fleet.instance.useCommonBuildDir) === true && uses !== 1) {
      yield {
        path: at("instance", "useCommonBuildDir"),
        message: `has no effect unless maxUseCount is 1, got ${uses}`,
      };
    }
  }),
};
