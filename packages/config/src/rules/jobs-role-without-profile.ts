import { everyMachineFleet } from "../rule/every-fleet";
import { machineRoleKey } from "../fleets/privileged";
import type { Rule } from "../rule/rule";

/** Jobs that may use the machines' role have one to use. */
export const jobsRoleWithoutProfile: Rule = {
  id: "jobs-role-without-profile",
  title: "Jobs that may use the machines' role have one to use",
  why:
    "Without an instance profile there is no role. All that jobsMayUseInstanceRole then does is to open the instance " +
    "metadata service to containers; calls of AWS in jobs fail with “Unable to locate credentials”.",
  fix: "set instanceProfileName, or remove jobsMayUseInstanceRole",
  severity: "warning",
  check: everyMachineFleet(function* (fleet, at) {
    if (fleet.machines.jobsMayUseInstanceRole === true && machineRoleKey(fleet) === undefined) {
      yield { path: at("machines", "jobsMayUseInstanceRole"), message: "has no effect without an instanceProfileName" };
    }
  }),
};
