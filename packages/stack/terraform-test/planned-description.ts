import { Expression, variable, type RunnerFleetInput, type RunnerStackProps } from "../src";
import { fleet } from "./description";

/** A policy as Terraform has it. */
interface PlannedPolicy {
  readonly periods?: readonly string[];
  readonly idle_count?: number;
  readonly idle_time?: string;
  readonly scale_factor?: number;
  readonly scale_factor_limit?: number;
  readonly preemptive_mode?: boolean;
}

/** Values of variables, which decide what there is. */
export interface PlannedValues {
  readonly name: string;
  readonly fleet_name: string;
  readonly max_instances: number;
  readonly max_use_count: number | null;
  readonly policies: readonly PlannedPolicy[];
  readonly allowed_images: readonly string[] | null;
  readonly environment: readonly string[];
  readonly on_demand_percentage_above_base_capacity: number;
  readonly machine_access: "none" | "ssm";
  readonly root_volume: { readonly kms_key?: { readonly arn: string; readonly grant: boolean } };
  readonly cache: { readonly path?: string; readonly shared?: boolean } | null;
  readonly plugin_version: string;
  readonly drain_timeout: string;
  readonly pod_identity_agent: "addon" | "managed-elsewhere";
  readonly namespace: string | null;
  readonly node_selector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Readonly<Record<string, string>>[];
  readonly preflight: "full" | "offline" | "none";
  readonly monitoring: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** How many managers share each fleet. */
export const SHARDS = 2;

/** A description whose every value that may be left to Terraform is a variable of the catalogue. */
export const plannedDescription: RunnerStackProps = {
  region: variable("region"),
  name: variable("name"),
  gitlab: { url: "https://gitlab.example.com" },
  manager: { shards: SHARDS, pluginVersion: variable("pluginVersion"), drainTimeout: variable("drainTimeout") },
  cluster: {
    name: variable("clusterName"),
    namespace: variable("namespace"),
    podIdentityAgent: variable("podIdentityAgent"),
    preflight: variable("preflight"),
    monitoring: { presentWhen: variable("monitoring") },
    nodeSelector: variable("nodeSelector"),
    tolerations: Expression.objects("var.tolerations"),
  },
  cache: {
    presentWhen: Expression.flag("var.cache != null"),
    path: Expression.text("try(var.cache.path, null)").optional(),
    shared: Expression.flag("try(var.cache.shared, false)"),
  },
  aws: { tags: variable("tags") },
  fleets: {
    machines: {
      ...fleet,
      plannedName: variable("fleetName"),
      maxInstances: variable("maxInstances"),
      maxUseCount: variable("maxUseCount"),
      policies: Expression.objects("var.policies"),
      environment: variable("environment"),
      docker: { image: "alpine:3.22", allowedImages: variable("allowedImages") },
      machines: {
        ...fleet.machines,
        machineAccess: variable("machineAccess"),
        onDemandPercentageAboveBaseCapacity: variable("onDemandPercentageAboveBaseCapacity"),
        rootVolume: {
          kmsKeyArn: Expression.text("try(var.root_volume.kms_key.arn, null)").optional(),
          kmsGrant: Expression.flag("try(var.root_volume.kms_key.grant, false)"),
        },
        tags: { owner: 'team "a" ${not.a.reference} \\' },
      },
    },
  },
};

/** The same with values in the place of its variables, as far as config.toml tells of them. */
export const literalDescription = (
  values: PlannedValues,
  bucket: NonNullable<RunnerStackProps["cache"]>["s3"],
): RunnerFleetInput => ({
  name: values.name,
  gitlab: { url: "https://gitlab.example.com" },
  manager: { shards: SHARDS, pluginVersion: values.plugin_version, drainTimeout: values.drain_timeout },
  cluster: { name: "ci" },
  cache: values.cache ? { shared: false, ...values.cache, s3: bucket } : undefined,
  fleets: {
    [values.fleet_name]: {
      ...fleet,
      maxInstances: values.max_instances,
      maxUseCount: values.max_use_count ?? undefined,
      policies: values.policies.map((policy) => ({
        periods: policy.periods && [...policy.periods],
        idleCount: policy.idle_count,
        idleTime: policy.idle_time,
        scaleFactor: policy.scale_factor,
        scaleFactorLimit: policy.scale_factor_limit,
        preemptiveMode: policy.preemptive_mode,
      })),
      environment: [...values.environment],
      docker: { image: "alpine:3.22", allowedImages: values.allowed_images ? [...values.allowed_images] : undefined },
      machines: {
        ...fleet.machines,
        onDemandPercentageAboveBaseCapacity: values.on_demand_percentage_above_base_capacity,
      },
    },
  },
});
