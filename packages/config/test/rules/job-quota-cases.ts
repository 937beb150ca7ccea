import { Expression } from "../../src/values/expression";
import { pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const range = (limitRange: Readonly<Record<string, Readonly<Record<string, string>>>>) => ({ jobs: { limitRange } });
const quota = (resourceQuota: Readonly<Record<string, string>>, more = {}) => ({ jobs: { resourceQuota, ...more } });
const services = [{ name: "postgres:18" }];

const ORDER_FIX =
  "keep min at most defaultRequest, that at most default, and that at most max [limit-range-contradiction]";
const RANGE_FIX = "change the amount, or the limit range [container-beyond-limit-range]";
const AMOUNT_FIX =
  "write the amount, for services as well if jobs have any, or a default in jobs.limitRange [quota-without-amounts]";
const QUOTA_FIX = "raise the quota, or lower limit [jobs-quota-below-limit]";

/** What the rules about quota and limit range of the jobs' namespace find and let pass. */
export const jobQuotaCases: RuleCases = {
  "limit-range-contradiction": {
    fires: [
      {
        when: pods(
          {},
          range({
            min: { cpu: "200m", memory: "1Gi" },
            defaultRequest: { cpu: "100m" },
            default: { cpu: "1", memory: "512Mi" },
            max: { cpu: "500m" },
          }),
        ),
        says: [
          `fleets.pods.jobs.limitRange.defaultRequest.cpu: must be at least min (200m), got 100m; ${ORDER_FIX}`,
          `fleets.pods.jobs.limitRange.max.cpu: must be at least default (1), got 500m; ${ORDER_FIX}`,
          `fleets.pods.jobs.limitRange.default.memory: must be at least min (1Gi), got 512Mi; ${ORDER_FIX}`,
        ],
      },
      {
        when: pods({}, range({ min: { "ephemeral-storage": "2Gi" }, max: { "ephemeral-storage": "1Gi" } })),
        says: [`fleets.pods.jobs.limitRange.max.ephemeral-storage: must be at least min (2Gi), got 1Gi; ${ORDER_FIX}`],
      },
    ],
    quiet: [
      pods({}, range({ min: { cpu: "1" }, defaultRequest: { cpu: "1" }, default: { cpu: "1" }, max: { cpu: "1" } })),
      pods({}, range({ min: { cpu: "2" }, max: { memory: "1Gi" } })),
    ],
  },
  "container-beyond-limit-range": {
    fires: [
      {
        when: pods(
          { cpuLimit: "8", cpuRequest: "1", helperMemoryRequest: "16Mi", serviceMemoryLimit: "32Mi" },
          range({ max: { cpu: "4" }, min: { memory: "64Mi" } }),
        ),
        says: [
          `fleets.pods.kubernetes.cpuLimit: must be at most jobs.limitRange.max.cpu (4), got 8; ${RANGE_FIX}`,
          `fleets.pods.kubernetes.helperMemoryRequest: must be at least jobs.limitRange.min.memory (64Mi), got 16Mi; ${RANGE_FIX}`,
          `fleets.pods.kubernetes.serviceMemoryLimit: must be at least jobs.limitRange.min.memory (64Mi), got 32Mi; ${RANGE_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ cpuLimit: "4", podCpuLimit: "8", cpuRequest: "1" }, range({ max: { cpu: "4" }, min: { cpu: "1" } })),
      pods({}, range({ defaultRequest: { cpu: "1" }, min: { cpu: "2" } })),
      pods({ cpuLimit: "8", memoryRequest: "1Mi" }),
    ],
  },
  "quota-without-amounts": {
    fires: [
      {
        when: pods(
          { cpuRequest: "1", cpuLimit: "2", services },
          quota({ "requests.cpu": "64", "limits.cpu": "64", pods: "10" }),
        ),
        says: [
          `fleets.pods.kubernetes.helperCpuRequest: must be given, since jobs.resourceQuota has requests.cpu, got nothing; ${AMOUNT_FIX}`,
          `fleets.pods.kubernetes.serviceCpuRequest: must be given, since jobs.resourceQuota has requests.cpu, got nothing; ${AMOUNT_FIX}`,
          `fleets.pods.kubernetes.helperCpuLimit: must be given, since jobs.resourceQuota has limits.cpu, got nothing; ${AMOUNT_FIX}`,
          `fleets.pods.kubernetes.serviceCpuLimit: must be given, since jobs.resourceQuota has limits.cpu, got nothing; ${AMOUNT_FIX}`,
        ],
      },
      {
        when: pods({ memoryRequest: "1Gi" }, quota({ memory: "64Gi" }, { limitRange: { default: { cpu: "1" } } })),
        says: [
          `fleets.pods.kubernetes.helperMemoryRequest: must be given, since jobs.resourceQuota has memory, got nothing; ${AMOUNT_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ cpuRequest: "1", helperCpuLimit: "100m" }, quota({ "requests.cpu": "64", pods: "10" })),
      pods({}, quota({ "requests.ephemeral-storage": "64Gi", pods: "10" })),
      pods({}, quota({ "limits.memory": "64Gi" }, { limitRange: { default: { memory: "1Gi" } } })),
      pods({ podCpuLimit: "2" }, quota({ "requests.memory": "64Gi" })),
      pods({ cpuRequest: Expression.text("var.a"), helperCpuRequest: "1" }, quota({ cpu: "64" })),
    ],
  },
  "jobs-quota-below-limit": {
    fires: [
      {
        when: pods(
          { cpuRequest: "2", helperCpuRequest: "500m", memoryRequest: "1Gi", helperMemoryRequest: "1Gi" },
          quota({ pods: "9", "requests.cpu": "24", memory: "20Gi", "requests.memory": "19Gi" }),
        ),
        says: [
          `fleets.pods.jobs.resourceQuota.pods: should be at least limit (10), got 9; ${QUOTA_FIX}`,
          `fleets.pods.jobs.resourceQuota["requests.cpu"]: should be at least what limit (10) pods request (25, 2500m each), got 24; ${QUOTA_FIX}`,
          `fleets.pods.jobs.resourceQuota["requests.memory"]: should be at least what limit (10) pods request (20Gi, 2Gi each), got 19Gi; ${QUOTA_FIX}`,
        ],
      },
      {
        when: pods({}, quota({ "count/pods": "5" })),
        says: [`fleets.pods.jobs.resourceQuota["count/pods"]: should be at least limit (10), got 5; ${QUOTA_FIX}`],
      },
    ],
    quiet: [
      pods({ cpuRequest: "2" }, quota({ pods: "10", "requests.cpu": "20", "limits.cpu": "1", secrets: "1" })),
      pods({}, { limit: Expression.number("var.limit"), ...quota({ pods: "1" }) }),
      pods({}, quota({ pods: "1k" })),
    ],
  },
};
