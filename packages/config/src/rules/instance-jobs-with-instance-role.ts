import { hasContainers } from "../fleets/fleet-kinds";
import { machineRoleKey } from "../fleets/privileged";
import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";
import { knownValue } from "../values/known-value";

/** A role of machines on which jobs run without containers is meant for the jobs. */
export const instanceJobsWithInstanceRole: Rule = {
  id: "instance-jobs-with-instance-role",
  title: "A role of machines on which jobs run without containers is meant for the jobs",
  why:
    "No hop limit stands between such a job and the instance metadata service: it can do in AWS all that the machine's role " +
    "may, whatever jobsMayUseInstanceRole says.",
  fix: "run the machines without a role, or set jobsMayUseInstanceRole to true for a role that any job may have",
  severity: "error",
  check: everyMachineFleet(function* (fleet, at) {
    const role = machineRoleKey(fleet);
    if (!hasContainers(fleet) && role && knownValue(fleet.machines.jobsMayUseInstanceRole) === false) {
      yield {
        path: at("machines", "jobsMayUseInstanceRole"),
        message: `must be true on machines that get a role by machines.${role}: jobs reach it in any case`,
      };
    }
  }),
};
