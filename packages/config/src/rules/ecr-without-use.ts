import { managerLogsInToEcr } from "../fleets/ecr-registries";
import type { Rule } from "../rule/rule";

/** Repositories are named for a manager that pulls from them. */
export const ecrWithoutUse: Rule = {
  id: "ecr-without-use",
  title: "Repositories are named for a manager that pulls from them",
  why:
    "Jobs of instance fleets have no image: what they pull they pull themselves, with a login of their own. With " +
    'pods: "node-role" the nodes pull for pods. Where nobody is left, the repositories give no right to anyone.',
  fix: "remove ecr.repositories, or give the rights to the machines or nodes",
  severity: "warning",
  *check(config) {
    if (config.ecr && config.ecr.repositories.length > 0 && !managerLogsInToEcr(config)) {
      yield { path: ["ecr", "repositories"], message: "should be empty, as the manager logs in for no fleet" };
    }
  },
};
