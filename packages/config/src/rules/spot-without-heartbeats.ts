import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

const FLAG = "FF_USE_FLEETING_ACQUIRE_HEARTBEATS";

/** Spot machines are checked before they get a job. */
export const spotWithoutHeartbeats: Rule = {
  id: "spot-without-heartbeats",
  title: "Spot machines are checked before they get a job",
  why:
    "GitLab Runner takes no notice of an interrupted spot machine until it connects to it. Without the check a job, and the " +
    "retry after it, is given to a machine that is gone.",
  fix: "remove the flag: it is on for fleets with spot machines",
  severity: "warning",
  check: everyMachineFleet(function* ({ featureFlags, machines }, at) {
    if (featureFlags?.[FLAG] === false && machines.onDemandPercentageAboveBaseCapacity !== 100) {
      yield { path: at("featureFlags", FLAG), message: "should be on in a fleet with spot machines, got false" };
    }
  }),
};
