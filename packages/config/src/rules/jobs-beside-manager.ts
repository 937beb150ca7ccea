import { jobsNamespace, namespaceName } from "../fleets/names";
import { formatGiven } from "../findings/finding";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Jobs are not in the manager's namespace. */
export const jobsBesideManager: Rule = {
  id: "jobs-beside-manager",
  title: "Jobs are not in the manager's namespace",
  why:
    "The manager's namespace has the Secret with the runner tokens. A pod there can mount it, if only a fleet's volumes or a " +
    "patch say so, and the manager's rights on the jobs' namespace, to read and change Secrets and to enter pods, would be " +
    "rights on its own.",
  fix: "leave kubernetes.namespace out, or name another one",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const namespace = jobsNamespace(config, name);
    if (typeof namespace === "string" && namespace === namespaceName(config)) {
      yield {
        path: at("kubernetes", "namespace"),
        message: `must be another than the manager's, got ${formatGiven(namespace)}`,
      };
    }
  }),
};
