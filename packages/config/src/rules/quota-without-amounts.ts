import { namespaceMaker } from "../fleets/pod-namespace";
import { containerLimit, containerRequest, podAmounts, type PodAmounts } from "../fleets/pod-requests";
import { amountKeys, type AmountKeys } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** The resources of a quota that every container must have a word for, and which word. */
const DEMANDS: Readonly<Record<string, readonly [resource: AmountKeys["resource"], amount: "request" | "limit"]>> = {
  cpu: ["cpu", "request"],
  memory: ["memory", "request"],
  "requests.cpu": ["cpu", "request"],
  "requests.memory": ["memory", "request"],
  "limits.cpu": ["cpu", "limit"],
  "limits.memory": ["memory", "limit"],
};

/** A namespace with a quota of CPU or memory has pods that say how much they take. */
export const quotaWithoutAmounts: Rule = {
  id: "quota-without-amounts",
  title: "A namespace with a quota of CPU or memory has pods that say how much they take",
  why:
    "Where a quota counts CPU or memory, Kubernetes refuses every pod with a container that has no amount of it, the " +
    "helper's and those of services included: every job fails with “failed quota: must specify”.",
  fix: "write the amount, for services as well if jobs have any, or a default in jobs.limitRange",
  severity: "error",
  check: everyKubernetesFleet(function* (_fleet, at, config, name) {
    const pod = podAmounts(config, name);
    const quota = namespaceMaker(config, name).jobs.resourceQuota ?? {};
    const hasServices = (pod.settings.services ?? []).length > 0;
    const isThere = ({ part }: AmountKeys) =>
      part === "build" || part === "helper" || (part === "service" && hasServices);
    for (const [counted, [resource, amount]] of Object.entries(isSaidOfPod(pod) ? {} : DEMANDS)) {
      for (const keys of quota[counted] === undefined ? [] : amountKeys.filter(isThere)) {
        if (keys.resource === resource && !isSaid(pod, keys, amount)) {
          yield {
            path: at("kubernetes", keys[amount]),
            message: `must be given, since jobs.resourceQuota has ${counted}, got nothing`,
          };
        }
      }
    }
  }),
};

/** What is written for the pod as a whole is enough for the quota. */
const isSaidOfPod = ({ settings }: PodAmounts) =>
  amountKeys.some(
    ({ part, request, limit }) => part === "pod" && (settings[request] !== undefined || settings[limit] !== undefined),
  );

/** A value that Terraform knows is one. */
function isSaid(pod: PodAmounts, keys: AmountKeys, amount: "request" | "limit"): boolean {
  if (pod.settings[keys.limit] !== undefined || pod.settings[keys[amount]] !== undefined) {
    return true;
  }
  return (amount === "limit" ? containerLimit(pod, keys) : containerRequest(pod, keys)) !== undefined;
}
