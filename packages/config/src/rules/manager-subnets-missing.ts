import type { Rule } from "../rule/rule";
import { isEmptyList } from "../values/known-value";

/** A manager outside Kubernetes has a subnet. */
export const managerSubnetsMissing: Rule = {
  id: "manager-subnets-missing",
  title: "A manager outside Kubernetes has a subnet",
  why: "An EC2 instance and a Fargate task start in a subnet, and which ones have a way to GitLab only you know.",
  fix: "name the subnets of the managers, or set aws.defaultVpc",
  severity: "error",
  *check(config) {
    const { platform } = config.manager;
    if (platform !== "kubernetes" && isEmptyList(config[platform]?.subnetIds) && !config.aws.defaultVpc) {
      yield {
        path: [platform, "subnetIds"],
        message: `must hold at least one subnet with a platform of "${platform}", got none`,
      };
    }
  },
};
