import { amountText } from "../fleets/pod-amount-text";
import { podAmounts, podRequest } from "../fleets/pod-requests";
import { knownAmount, type PodResource } from "../fleets/pod-resources";
import { everyKubernetesFleet } from "../rule/every-fleet";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** The resources of a quota that count what pods request. */
const REQUESTS: Readonly<Record<string, PodResource>> = {
  cpu: "cpu",
  memory: "memory",
  "requests.cpu": "cpu",
  "requests.memory": "memory",
  "requests.ephemeral-storage": "ephemeralStorage",
};

const PODS = ["pods", "count/pods"];

/** Quantities are counted in billionths. */
const ONE = 10n ** 9n;

/** The quota of the jobs' namespace is enough for all jobs at once. */
export const jobsQuotaBelowLimit: Rule = {
  id: "jobs-quota-below-limit",
  title: "The quota of the jobs' namespace is enough for all jobs at once",
  why:
    "A quota that is used up makes no job wait. The manager takes jobs up to limit, Kubernetes refuses their pods, and the " +
    "jobs fail at once with “exceeded quota”.",
  fix: "raise the quota, or lower limit",
  severity: "warning",
  check: everyKubernetesFleet(function* (fleet, at, config, name) {
    const jobs = knownValue(fleet.limit);
    const pod = podAmounts(config, name);
    for (const [counted, written] of Object.entries(fleet.jobs.resourceQuota ?? {})) {
      const quota = knownAmount(written);
      if (quota === undefined || jobs === undefined) {
        continue;
      }
      const path = at("jobs", "resourceQuota", counted);
      if (PODS.includes(counted) && quota.value < BigInt(jobs) * ONE) {
        yield { path, message: `should be at least limit (${jobs}), got ${quota.text}` };
      }
      const resource = REQUESTS[counted];
      const one = (resource && podRequest(pod, resource)?.value) ?? 0n;
      if (resource && quota.value < BigInt(jobs) * one) {
        const words = `${amountText(resource, BigInt(jobs) * one)}, ${amountText(resource, one)} each`;
        yield { path, message: `should be at least what limit (${jobs}) pods request (${words}), got ${quota.text}` };
      }
    }
  }),
};
