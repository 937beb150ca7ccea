import {
  enforcedLevel,
  jobsNamespace,
  shardNames,
  joinedText,
  type KubernetesFleet,
  type RunnerFleetConfig,
} from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import type { ServiceAccountAnnotations } from "./job-namespaces";
import { literalValue } from "./official-text";

const MODES = ["audit", "enforce", "warn"] as const;

/** The objects in the namespace of a fleet's jobs, as `extraObjects` of GitLab's chart, which makes none by itself. */
export function officialObjects(
  config: RunnerFleetConfig,
  key: string,
  { jobs }: KubernetesFleet,
  annotations: ServiceAccountAnnotations = () => undefined,
): ChartValue[] {
  const namespace = jobsNamespace(config, key);
  const metadata = { name: joinedText(shardNames(config, 0).manager, "-jobs"), namespace };
  const level = enforcedLevel(config, key);
  const objects: (ChartValue | undefined)[] = [
    level && {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: namespace,
        labels: Object.fromEntries(MODES.map((mode) => [`pod-security.kubernetes.io/${mode}`, level])),
        // Else an uninstall would end every job in it, which the manager still waits for.
        annotations: { "helm.sh/resource-policy": "keep" },
      },
    },
    jobs.resourceQuota && { apiVersion: "v1", kind: "ResourceQuota", metadata, spec: { hard: jobs.resourceQuota } },
    jobs.limitRange && {
      apiVersion: "v1",
      kind: "LimitRange",
      metadata,
      spec: { limits: [{ type: "Container", ...jobs.limitRange }] },
    },
    ...Object.keys(jobs.serviceAccounts ?? {}).map((name) => ({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name, namespace, annotations: annotations(key, name) },
      // A role in AWS is for jobs, rights in the cluster are not: IRSA and Pod Identity mount tokens of their own.
      automountServiceAccountToken: false,
    })),
  ];
  return objects.filter((object): object is ChartValue => object !== undefined).map(literalValue);
}
