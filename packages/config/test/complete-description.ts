import type * as z from "zod";
import { dockerAutoscalerFleetSchema } from "../src/schema/docker-autoscaler-fleet";
import { cacheSchema } from "../src/schema/cache";
import { knownEntries } from "../src/values/known-value";
import { gitlabSchema } from "../src/schema/gitlab";
import { managersSchema } from "../src/schema/managers";
import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { minimalFleet } from "./descriptions";
import { filled } from "./filled-table";

type FleetInput = z.input<typeof dockerAutoscalerFleetSchema>;

/** A description in which every key of config.toml that the model has is set, free of errors. */
export function completeDescription(): RunnerFleetInput {
  const fleet = filled(dockerAutoscalerFleetSchema) as FleetInput;
  const cache = filled(cacheSchema) as RunnerFleetInput["cache"];
  const { maxInstances, capacityPerInstance, maxUseCount } = {
    maxInstances: 10,
    capacityPerInstance: 4,
    maxUseCount: 20,
  };
  return {
    gitlab: filled(gitlabSchema) as RunnerFleetInput["gitlab"],
    cluster: { name: "ci" },
    manager: { ...(filled(managersSchema) as object), shards: 1, runnerVersion: "19.4.0", pluginVersion: "1.1.0" },
    cache: { ...cache, s3: { ...cache?.s3, serverSideEncryption: "KMS" } },
    fleets: {
      linux: {
        ...fleet,
        maxInstances,
        capacityPerInstance,
        maxUseCount,
        tokenKey: "linux",
        // No key of config.toml, and at odds with the runner's id, which is one.
        registration: undefined,
        monitoring: {
          jobQueuingDurations: [
            {
              ...fleet.monitoring?.jobQueuingDurations?.[0],
              periods: ["* * 8-17 * * mon-fri *"],
              timezone: "Europe/Paris",
              threshold: "90s",
            },
          ],
        },
        buildsDir: "/builds",
        cacheDir: "/opt/ci",
        policies: [
          {},
          {
            ...knownEntries(fleet.policies)[0]?.[1],
            periods: ["* 8-17 * * mon-fri"],
            timezone: "Europe/Paris",
            idleTime: "20m",
            scaleFactorLimit: 4,
          },
        ],
        docker: {
          ...fleet.docker,
          privileged: false,
          servicesPrivileged: false,
          memory: "2g",
          memorySwap: "4g",
          serviceMemory: "2g",
          serviceMemorySwap: "4g",
          allowedPullPolicies: ["always", "if-not-present"],
        },
        autoscaler: {
          ...fleet.autoscaler,
          instanceReadyCommand: "cloud-init status --wait && docker info",
          instanceAcquireTimeout: "20m",
          connectorConfig: { ...fleet.autoscaler?.connectorConfig, timeout: "10m" },
        },
        machines: minimalFleet().machines,
      },
    },
  };
}
