import type { Path } from "./setting-change";

/**
 * Lists that are sets: what is in them is said, and not at which place. Where a place does mean something after all, such
 * as the first of the subnets of managers, another order is a change all the same.
 */
const unordered: ReadonlySet<string> = new Set([
  "accept",
  "alarmActionArns",
  "allowedGroups",
  "allowedImages",
  "allowedInstanceTypes",
  "allowedPrivilegedImages",
  "allowedPrivilegedServices",
  "allowedPullPolicies",
  "allowedServices",
  "allowedUsers",
  "apiServerCidrs",
  "capAdd",
  "capDrop",
  "cidrs",
  "cpuManufacturers",
  "devices",
  "disabledAlerts",
  "egressCidrs",
  "environment",
  "excludedInstanceTypes",
  "extraHosts",
  "imagePullSecrets",
  "instanceGenerations",
  "instanceTypes",
  "machineCidrs",
  "managerCidrs",
  "managerSecurityGroupIds",
  "noProxy",
  "packages",
  "periods",
  "policyArns",
  "preloadImages",
  "repositories",
  "securityGroupIds",
  "securityOpt",
  "servicesSecurityOpt",
  "subnetIds",
  "tags",
  "volumes",
]);

/** Whether the list at the path is a set. */
export function isUnordered(path: Path): boolean {
  const last = path.at(-1);
  return typeof last === "string" && unordered.has(last);
}
