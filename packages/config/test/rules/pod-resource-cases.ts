import { Expression } from "../../src/values/expression";
import { pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const largest = (amounts: Readonly<Record<string, string>>) => ({ nodes: { largest: amounts } });
const range = (limitRange: Readonly<Record<string, Readonly<Record<string, string>>>>) => ({ jobs: { limitRange } });
const services = [{ name: "postgres:18" }, { name: "redis:8" }];

const NODE_FIX =
  "lower the requests, or the limits where they stand for requests, or name a larger node in nodes.largest [pod-larger-than-node]";
const OVERWRITES_FIX = "lower the maxima, or name a larger node in nodes.largest [overwrites-larger-than-node]";
const MAXIMUM_FIX =
  "raise the maximum, lower the value, or accept the rule for a fleet whose jobs may only ask for less [overwrite-maximum-below-default]";
const LIMIT_FIX = "raise the limit, or lower the request [request-above-limit]";
const TOTAL_FIX =
  "raise the amount of the pod, or lower or leave out those of its containers [pod-total-below-containers]";
const RAISE_FIX = "raise the maximum of the limit, or lower that of the request [request-maximum-above-limit]";
const ALONE_FIX =
  "write the request: what a usual job needs, or the same value if a pod is to keep all of it [limit-without-request]";
const ZERO_FIX =
  "write what a usual job needs, or leave the key out for the default of the namespace's limit range [request-of-zero]";
const MEMORY_FIX =
  "write the limit, equal to the request or above it, or podMemoryLimit for the pod as a whole [memory-without-limit]";

/** What the rules about the resources of pods find and let pass. */
export const podResourceCases: RuleCases = {
  "pod-larger-than-node": {
    fires: [
      {
        when: pods(
          { memoryRequest: "16Gi", helperMemoryRequest: "1Gi", serviceMemoryRequest: "8Gi", services },
          largest({ memory: "29Gi", cpu: "8" }),
        ),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.memory (29Gi) of memory, got 33Gi (build 16Gi, helper 1Gi, 2 services 8Gi each); ${NODE_FIX}`,
        ],
      },
      {
        when: pods(
          { cpuLimit: "7.5", helperCpuRequest: "500m", helperCpuLimit: "9", ephemeralStorageLimit: "81G" },
          largest({ cpu: "7910m", ephemeralStorage: "80G" }),
        ),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.cpu (7910m) of CPU, got 8 (build 7500m, helper 500m); ${NODE_FIX}`,
          `fleets.pods.kubernetes: must request at most nodes.largest.ephemeralStorage (80G) of disk space, got 81G (build 81G); ${NODE_FIX}`,
        ],
      },
      {
        when: pods({ podCpuRequest: "9", cpuRequest: "1" }, largest({ cpu: "8" })),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.cpu (8) of CPU, got 9 (podCpuRequest); ${NODE_FIX}`,
        ],
      },
      {
        when: pods({ podMemoryLimit: "9Gi" }, largest({ memory: "8Gi" })),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.memory (8Gi) of memory, got 9Gi (podMemoryLimit); ${NODE_FIX}`,
        ],
      },
      {
        when: pods(
          {},
          { ...largest({ memory: "3Gi" }), ...range({ default: { memory: "2Gi" }, defaultRequest: { cpu: "1" } }) },
        ),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.memory (3Gi) of memory, got 4Gi (build 2Gi, helper 2Gi); ${NODE_FIX}`,
        ],
      },
      {
        when: pods({ memoryRequest: Expression.text("var.m"), helperMemoryRequest: "9Gi" }, largest({ memory: "8Gi" })),
        says: [
          `fleets.pods.kubernetes: must request at most nodes.largest.memory (8Gi) of memory, got 9Gi (helper 9Gi); ${NODE_FIX}`,
        ],
      },
    ],
    quiet: [
      pods(
        { memoryRequest: "16Gi", helperMemoryRequest: "13Gi", serviceMemoryRequest: "8Gi" },
        largest({ memory: "29Gi" }),
      ),
      pods({ memoryRequest: "1Gi", memoryLimit: "64Gi", podMemoryLimit: "64Gi" }, largest({ memory: "29Gi" })),
      pods({ podCpuRequest: "8", cpuRequest: "4", helperCpuLimit: "16", helperCpuRequest: "1" }, largest({ cpu: "8" })),
      pods({ memoryRequest: "1Ti" }),
      pods({ memoryRequest: "1Ti" }, { nodes: { largest: { memory: Expression.text("var.memory") } } }),
      pods({ memoryRequest: Expression.text("var.m"), memoryLimit: "1Ti" }, largest({ memory: "8Gi" })),
    ],
  },
  "overwrites-larger-than-node": {
    fires: [
      {
        when: pods(
          { cpuRequest: "1", cpuRequestOverwriteMaxAllowed: "15", helperCpuRequest: "2" },
          largest({ cpu: "16" }),
        ),
        says: [
          `fleets.pods.kubernetes: should let jobs request at most nodes.largest.cpu (16) of CPU, got 17 (build 15, helper 2); ${OVERWRITES_FIX}`,
        ],
      },
      {
        when: pods({ memoryLimitOverwriteMaxAllowed: "62Gi" }, largest({ memory: "61Gi" })),
        says: [
          `fleets.pods.kubernetes: should let jobs request at most nodes.largest.memory (61Gi) of memory, got 62Gi (build 62Gi); ${OVERWRITES_FIX}`,
        ],
      },
      {
        when: pods(
          { podMemoryRequest: "1Gi", podMemoryRequestOverwriteMaxAllowed: "62Gi" },
          largest({ memory: "61Gi" }),
        ),
        says: [
          `fleets.pods.kubernetes: should let jobs request at most nodes.largest.memory (61Gi) of memory, got 62Gi (podMemoryRequestOverwriteMaxAllowed); ${OVERWRITES_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ cpuRequest: "1", cpuRequestOverwriteMaxAllowed: "14", helperCpuRequest: "2" }, largest({ cpu: "16" })),
      pods({ memoryRequest: "1Gi", memoryLimitOverwriteMaxAllowed: "62Gi" }, largest({ memory: "61Gi" })),
      // The rule about what every job gets says so already.
      pods({ cpuRequest: "32", cpuRequestOverwriteMaxAllowed: "64" }, largest({ cpu: "16" })),
      pods({ cpuRequestOverwriteMaxAllowed: "64" }),
    ],
  },
  "request-above-limit": {
    fires: [
      {
        when: pods({
          cpuRequest: "1500m",
          cpuLimit: "1",
          helperMemoryRequest: "1Gi",
          helperMemoryLimit: "1G",
          serviceEphemeralStorageRequest: "2Gi",
          serviceEphemeralStorageLimit: "1Gi",
          podCpuRequest: "3",
          podCpuLimit: "2",
        }),
        says: [
          `fleets.pods.kubernetes.cpuRequest: must be at most cpuLimit (1), got 1500m; ${LIMIT_FIX}`,
          `fleets.pods.kubernetes.helperMemoryRequest: must be at most helperMemoryLimit (1G), got 1Gi; ${LIMIT_FIX}`,
          `fleets.pods.kubernetes.serviceEphemeralStorageRequest: must be at most serviceEphemeralStorageLimit (1Gi), got 2Gi; ${LIMIT_FIX}`,
          `fleets.pods.kubernetes.podCpuRequest: must be at most podCpuLimit (2), got 3; ${LIMIT_FIX}`,
        ],
      },
      {
        when: pods({ memoryRequest: "2Gi", cpuRequest: "2" }, range({ default: { memory: "1Gi" }, max: { cpu: "1" } })),
        says: [
          `fleets.pods.kubernetes.cpuRequest: must be at most jobs.limitRange.max.cpu (1), got 2; ${LIMIT_FIX}`,
          `fleets.pods.kubernetes.memoryRequest: must be at most jobs.limitRange.default.memory (1Gi), got 2Gi; ${LIMIT_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ cpuRequest: "1000m", cpuLimit: "1", memoryRequest: "1Gi" }),
      pods({ memoryRequest: "2Gi", memoryLimit: "3Gi" }, range({ default: { memory: "1Gi" } })),
      pods({ podMemoryRequest: "2Gi" }, range({ default: { memory: "1Gi" } })),
      pods({ cpuRequest: "2", cpuLimit: Expression.text("var.limit") }),
      pods({ cpuRequest: Expression.text("var.request"), cpuLimit: "1" }),
    ],
  },
  "pod-total-below-containers": {
    fires: [
      {
        when: pods({
          podCpuRequest: "2",
          cpuRequest: "2",
          helperCpuRequest: "250m",
          podMemoryLimit: "2Gi",
          memoryLimit: "4Gi",
        }),
        says: [
          `fleets.pods.kubernetes.podCpuRequest: must be at least what the containers request (2250m: build 2, helper 250m), got 2; ${TOTAL_FIX}`,
          `fleets.pods.kubernetes.memoryLimit: must be at most podMemoryLimit (2Gi), got 4Gi; ${TOTAL_FIX}`,
        ],
      },
      {
        when: pods({ podMemoryRequest: "1Gi" }, range({ defaultRequest: { memory: "1Gi" } })),
        says: [
          `fleets.pods.kubernetes.podMemoryRequest: must be at least what the containers request (2Gi: build 1Gi, helper 1Gi), got 1Gi; ${TOTAL_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ podCpuRequest: "2250m", cpuRequest: "2", helperCpuRequest: "250m" }),
      // The limits of all containers together may be more.
      pods({ podMemoryLimit: "4Gi", memoryLimit: "4Gi", helperMemoryLimit: "4Gi" }),
      pods({ podMemoryLimit: Expression.text("var.limit"), memoryLimit: "4Gi" }),
    ],
  },
  "overwrite-maximum-below-default": {
    fires: [
      {
        when: pods({
          cpuRequest: "2",
          cpuRequestOverwriteMaxAllowed: "1",
          memoryLimit: "4Gi",
          memoryLimitOverwriteMaxAllowed: "4G",
          podMemoryRequest: "2Gi",
          podMemoryRequestOverwriteMaxAllowed: "1Gi",
        }),
        says: [
          `fleets.pods.kubernetes.cpuRequestOverwriteMaxAllowed: must be at least cpuRequest (2), got 1; ${MAXIMUM_FIX}`,
          `fleets.pods.kubernetes.memoryLimitOverwriteMaxAllowed: must be at least memoryLimit (4Gi), got 4G; ${MAXIMUM_FIX}`,
          `fleets.pods.kubernetes.podMemoryRequestOverwriteMaxAllowed: must be at least podMemoryRequest (2Gi), got 1Gi; ${MAXIMUM_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ cpuRequest: "2", cpuRequestOverwriteMaxAllowed: "2", memoryLimit: "4Gi" }),
      pods({ cpuRequestOverwriteMaxAllowed: "1" }),
      pods({ cpuRequest: Expression.text("var.cpu"), cpuRequestOverwriteMaxAllowed: "1" }),
      {
        ...pods({ cpuRequest: "2", cpuRequestOverwriteMaxAllowed: "1" }),
        accept: [{ rule: "overwrite-maximum-below-default", reason: "Jobs may only ask for less." }],
      },
    ],
  },
  "request-maximum-above-limit": {
    fires: [
      {
        when: pods({ memoryLimit: "2Gi", memoryRequestOverwriteMaxAllowed: "4Gi" }),
        says: [
          `fleets.pods.kubernetes.memoryRequestOverwriteMaxAllowed: should be at most memoryLimit (2Gi), got 4Gi; ${RAISE_FIX}`,
        ],
      },
      {
        when: pods({ cpuLimit: "1", cpuLimitOverwriteMaxAllowed: "3", cpuRequestOverwriteMaxAllowed: "4" }),
        says: [
          `fleets.pods.kubernetes.cpuRequestOverwriteMaxAllowed: should be at most cpuLimitOverwriteMaxAllowed (3), got 4; ${RAISE_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ memoryLimit: "2Gi", memoryLimitOverwriteMaxAllowed: "4Gi", memoryRequestOverwriteMaxAllowed: "4Gi" }),
      pods({ memoryRequestOverwriteMaxAllowed: "4Gi" }),
      pods({
        memoryLimit: "2Gi",
        memoryLimitOverwriteMaxAllowed: Expression.text("var.most"),
        memoryRequestOverwriteMaxAllowed: "4Gi",
      }),
    ],
  },
  "limit-without-request": {
    fires: [
      {
        when: pods({ cpuLimit: "2", helperMemoryLimit: "1Gi" }),
        says: [
          `fleets.pods.kubernetes.cpuLimit: should come with cpuRequest, got 2 alone; ${ALONE_FIX}`,
          `fleets.pods.kubernetes.helperMemoryLimit: should come with helperMemoryRequest, got 1Gi alone; ${ALONE_FIX}`,
        ],
      },
      {
        when: pods({ cpuLimit: "2" }, range({ defaultRequest: { cpu: "100m" } })),
        says: [`fleets.pods.kubernetes.cpuLimit: should come with cpuRequest, got 2 alone; ${ALONE_FIX}`],
      },
      {
        when: pods({ podMemoryLimit: "8Gi" }),
        says: [`fleets.pods.kubernetes.podMemoryLimit: should come with podMemoryRequest, got 8Gi alone; ${ALONE_FIX}`],
      },
    ],
    quiet: [
      pods(),
      pods({ cpuLimit: "2", cpuRequest: "0", helperMemoryRequest: "1Gi" }),
      pods({ cpuLimit: "2", cpuRequest: Expression.text("var.cpu") }),
      pods({ podMemoryLimit: "8Gi", memoryRequest: "1Gi" }),
    ],
  },
  "request-of-zero": {
    fires: [
      {
        when: pods({ cpuRequest: "0", memoryRequest: "0Gi", serviceEphemeralStorageRequest: "0.0" }),
        says: [
          `fleets.pods.kubernetes.cpuRequest: should be above 0, got "0"; ${ZERO_FIX}`,
          `fleets.pods.kubernetes.memoryRequest: should be above 0, got "0Gi"; ${ZERO_FIX}`,
          `fleets.pods.kubernetes.serviceEphemeralStorageRequest: should be above 0, got "0.0"; ${ZERO_FIX}`,
        ],
      },
    ],
    quiet: [pods(), pods({ cpuRequest: "1m", cpuLimit: "0", memoryRequest: Expression.text("var.memory") })],
  },
  "memory-without-limit": {
    fires: [
      {
        when: pods({ memoryRequest: "2Gi", helperMemoryRequest: "128Mi", helperMemoryLimit: "256Mi", cpuRequest: "1" }),
        says: [`fleets.pods.kubernetes.memoryRequest: should come with memoryLimit, got 2Gi alone; ${MEMORY_FIX}`],
      },
      {
        when: pods({ serviceMemoryRequest: "1Gi" }, range({ default: { cpu: "1" } })),
        says: [
          `fleets.pods.kubernetes.serviceMemoryRequest: should come with serviceMemoryLimit, got 1Gi alone; ${MEMORY_FIX}`,
        ],
      },
    ],
    quiet: [
      pods(),
      pods({ cpuRequest: "1", ephemeralStorageRequest: "1Gi", podMemoryRequest: "1Gi" }),
      pods({ memoryRequest: "2Gi", memoryLimit: Expression.text("var.memory") }),
      pods({ memoryRequest: "2Gi", podMemoryLimit: "4Gi" }),
      pods({ memoryRequest: "2Gi" }, range({ max: { memory: "4Gi" } })),
    ],
  },
};
