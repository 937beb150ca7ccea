import { everyMachineFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Machines do not accept SSH from everywhere. */
export const managerSourceOpenToTheWorld: Rule = {
  id: "manager-source-open-to-the-world",
  title: "Machines do not accept SSH from everywhere",
  why: "The manager is in a network that you know. Any wider range only adds those who should not be able to try.",
  fix: "name the subnets of the manager, or its security groups in managerSecurityGroupIds",
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at) {
    for (const [index, range] of knownEntries(machines.managerCidrs)) {
      if (/\/0+$/.test(range)) {
        yield {
          path: at("machines", "managerCidrs", index),
          message: `must not be the whole internet, got ${formatGiven(range)}`,
        };
      }
    }
  }),
};
