import { everyDockerFleet } from "../rule/every-fleet";
import { machineRoleKey } from "../fleets/privileged";
import type { Rule } from "../rule/rule";

/** Machines whose network jobs use as their own have no AWS role. */
export const hostNetworkWithInstanceRole: Rule = {
  id: "host-network-with-instance-role",
  title: "Machines whose network jobs use as their own have no AWS role",
  why:
    "The hop limit of the instance metadata service keeps containers away from it only as long as they have a network of " +
    "their own. On the host's network a job gets the credentials of the machine's role.",
  fix: "remove networkMode, run the machines without a role, or accept the rule for a role that any job may have",
  severity: "error",
  acceptable: true,
  check: everyDockerFleet(function* (fleet, at) {
    const role = machineRoleKey(fleet);
    if (role && fleet.docker.networkMode === "host") {
      yield {
        path: at("docker", "networkMode"),
        message: `must not be "host" on machines that get a role by machines.${role}`,
      };
    }
  }),
};
