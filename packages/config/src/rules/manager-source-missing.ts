import { everyMachineFleet } from "../rule/every-fleet";
import { isEmptyList } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** Machines know from where their manager connects. */
export const managerSourceMissing: Rule = {
  id: "manager-source-missing",
  title: "Machines know from where their manager connects",
  why:
    "Machines accept SSH from their manager alone. Without its security groups or addresses they accept none: every machine " +
    "is started, waited for and removed again, and jobs end with “unable to acquire instance”.",
  fix: "set managerSecurityGroupIds to the security groups of the manager's nodes, or managerCidrs to the subnets of its pods",
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at, { manager }) {
    // Any other manager has a security group that is made for it.
    if (
      manager.platform === "kubernetes" &&
      isEmptyList(machines.managerSecurityGroupIds) &&
      isEmptyList(machines.managerCidrs)
    ) {
      yield { path: at("machines"), message: "must have managerSecurityGroupIds or managerCidrs, got neither" };
    }
  }),
};
