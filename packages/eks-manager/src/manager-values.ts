import {
  Expression,
  fleetName,
  fleetShards,
  cacheServer,
  fleetsOf,
  hasMachines,
  isMachineFleetShard,
  joinedText,
  managerResources,
  operand,
  renderConfigToml,
  restartKeys,
  secondsOf,
  shardNames,
  sum,
  terraformText,
  tokenKey,
  tokenSecretName,
  tokenVariable,
  type FleetShard,
  type NumberOrExpression,
  type RunnerFleetConfig,
  type Template,
  type TextOrExpression,
} from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import { chartMap } from "./chart-map";
import { checksumOf, type Checksum } from "./checksum";
import { clusterValues } from "./cluster-values";
import { jobNamespaces, type ServiceAccountAnnotations } from "./job-namespaces";
import { tolerationValues } from "./toleration-values";

/** The image that the manager's pod runs. */
export interface ManagerImageReference {
  /** The image without tag. */
  readonly repository: string;
  /** Its tag. */
  readonly tag: string;
  /**
   * Its digest.
   *
   * @default - the tag alone decides
   */
  readonly digest?: string;
  /** Whether the AWS plugin is in the image; if not, every pod installs it when it starts. */
  readonly hasPlugin: boolean | Expression<"flag">;
}

/** What the values need beside the description. */
export interface ManagerValuesInput {
  /** The image of the manager. */
  readonly image: ManagerImageReference;
  /**
   * AWS region of the machines.
   *
   * @default - none; the manager uses nothing of AWS
   */
  readonly region?: string;
  /**
   * Annotations of the service account, such as the role's ARN for IRSA.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /**
   * Annotations of the service accounts that are made for jobs.
   *
   * @default - none
   */
  readonly jobServiceAccountAnnotations?: ServiceAccountAnnotations;
  /**
   * Digest of the chart, where it comes from a folder.
   *
   * @default - none
   */
  readonly chartDigest?: string;
}

/** The values of the chart, of which the configuration is of use to others too. */
export type ManagerValues = {
  /** The manager's configuration. */
  readonly config: {
    /** Its config.toml. */
    readonly toml: Template;
    /** Checksum of what a running manager does not read again. */
    readonly restartChecksum: string | Checksum;
  };
  readonly [key: string]: ChartValue | undefined;
};

/** Time for removing the machines and for the pod's own end, after the jobs. */
const AFTER_DRAIN_SECONDS = 180;

/** The values of the chart `runner-manager` for one shard's manager. */
export function managerValues(
  config: RunnerFleetConfig,
  shard: number,
  { image, region, serviceAccountAnnotations, jobServiceAccountAnnotations, chartDigest }: ManagerValuesInput,
): ManagerValues {
  const { cluster, manager } = config;
  const names = shardNames(config, shard);
  const fleets = Object.entries(config.fleets);
  const sized = managerResources(sum(fleetShards(config, shard).map(connections)));
  const memory = cluster.memoryRequest ?? sized.memory;
  return {
    fullnameOverride: names.manager,
    image: { repository: image.repository, tag: image.tag, digest: image.digest },
    plugin: fleetsOf(config, hasMachines).length > 0 ? pluginValues(image, manager.pluginVersion) : undefined,
    config: { toml: renderConfigToml(config, shard), restartChecksum: checksumOf(restartKeys(config, shard)) },
    tokens: {
      secretName: tokenSecretName(config),
      env: chartMap(fleets.map(([fleet]) => [tokenVariable(fleetName(config, fleet)), tokenKey(config, fleet)])),
      revision: cluster.tokens.revision,
    },
    sshKeys: sshKeys(config),
    aws: region === undefined ? undefined : { region },
    cache: cacheValues(config),
    // What several managers share is made by the first.
    jobs: shard === 0 ? jobsValues(config, jobServiceAccountAnnotations) : undefined,
    serviceAccount: { name: names.serviceAccount, annotations: serviceAccountAnnotations },
    terminationGracePeriodSeconds: gracePeriodSeconds(config),
    resources: { requests: { cpu: cluster.cpuRequest ?? sized.cpu, memory }, limits: { memory } },
    nodeSelector: cluster.nodeSelector,
    tolerations: tolerationValues(config),
    priorityClassName: cluster.priorityClassName,
    ...clusterValues(config),
    chartDigest,
  };
}

/** What the manager talks to at once: a machine over SSH, or a pod through the API server. */
const connections = (part: FleetShard): NumberOrExpression =>
  isMachineFleetShard(part) ? part.maxInstances : part.jobs;

function jobsValues(config: RunnerFleetConfig, annotations: ServiceAccountAnnotations = () => undefined) {
  const namespaces = jobNamespaces(config, annotations);
  return namespaces && { namespaces };
}

function cacheValues(config: RunnerFleetConfig): ChartValue | undefined {
  const credentialsSecretName = cacheServer(config)?.secretName ?? config.cache?.credentialsSecretName;
  return credentialsSecretName === undefined
    ? undefined
    : { credentialsSecretName, revision: config.cache?.credentialsRevision };
}

function pluginValues({ hasPlugin }: ManagerImageReference, version: TextOrExpression): ChartValue | undefined {
  const plugin = joinedText("aws:", version);
  if (Expression.is(hasPlugin)) {
    return { install: Expression.text(`${operand(hasPlugin)} ? "" : ${terraformText(plugin)}`) };
  }
  return hasPlugin ? undefined : { install: plugin };
}

function sshKeys(config: RunnerFleetConfig): ChartValue | undefined {
  const own = fleetsOf(config, hasMachines).flatMap(([key, { machines }]) =>
    machines.ssh ? [[fleetName(config, key), machines.ssh.privateKeySecret.name] as const] : [],
  );
  return own.length > 0 ? chartMap(own) : undefined;
}

/** Seconds that Kubernetes gives a stopping manager: for its jobs, for its machines, for itself. */
export function gracePeriodSeconds({ manager }: RunnerFleetConfig): NumberOrExpression {
  const drain = secondsOf(manager.drainTimeout);
  return sum([typeof drain === "number" ? Math.ceil(drain) : drain, manager.shutdownTimeout, AFTER_DRAIN_SECONDS]);
}
