import { everyDockerFleet } from "../rule/every-fleet";
import { machineRoleKey, privilegedKeys } from "../fleets/privileged";
import type { Rule } from "../rule/rule";

/** Machines with privileged containers have no AWS role. */
export const privilegedWithInstanceRole: Rule = {
  id: "privileged-with-instance-role",
  title: "Machines with privileged containers have no AWS role",
  why:
    "A privileged container reaches the instance metadata service through the machine's own network, whatever the hop " +
    "limit says, and can do in AWS all that the machine's role may.",
  fix: "run the machines without a role, or accept the rule for a role that any job may have",
  severity: "error",
  acceptable: true,
  check: everyDockerFleet(function* (fleet, at) {
    const role = machineRoleKey(fleet);
    for (const key of role ? privilegedKeys(fleet) : []) {
      yield { path: at("docker", key), message: `must not be true on machines that get a role by machines.${role}` };
    }
  }),
};
