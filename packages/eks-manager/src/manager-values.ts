import {
  fleetShards,
  managerResources,
  renderConfigToml,
  restartKeys,
  shardNames,
  sum,
  tokenKey,
  tokenSecretName,
  tokenVariable,
  type Expression,
  type NumberOrExpression,
  type RunnerFleetConfig,
  type Template,
} from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import { clusterValues } from "./cluster-values";

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
  readonly hasPlugin: boolean;
}

/** What the values need beside the description. */
export interface ManagerValuesInput {
  /** The image of the manager. */
  readonly image: ManagerImageReference;
  /** AWS region of the machines. */
  readonly region: string;
  /**
   * Annotations of the service account, such as the role's ARN for IRSA.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
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
    readonly restartChecksum: string | Expression<"text">;
  };
  readonly [key: string]: ChartValue | undefined;
};

/** Time for removing the machines and for the pod's own end, after the jobs. */
const AFTER_DRAIN_SECONDS = 180;

/** The values of the chart `runner-manager` for one shard's manager. */
export function managerValues(
  config: RunnerFleetConfig,
  shard: number,
  { image, region, serviceAccountAnnotations, chartDigest }: ManagerValuesInput,
): ManagerValues {
  const { cluster, manager } = config;
  const names = shardNames(config, shard);
  const fleets = Object.entries(config.fleets);
  const sized = managerResources(sum(fleetShards(config, shard).map(({ maxInstances }) => maxInstances)));
  const memory = cluster.memoryRequest ?? sized.memory;
  return {
    fullnameOverride: names.manager,
    image: { repository: image.repository, tag: image.tag, digest: image.digest },
    plugin: image.hasPlugin ? undefined : { install: `aws:${manager.pluginVersion}` },
    config: { toml: renderConfigToml(config, shard), restartChecksum: restartKeys(config, shard).sha256() },
    tokens: {
      secretName: tokenSecretName(config),
      env: Object.fromEntries(fleets.map(([fleet]) => [tokenVariable(fleet), tokenKey(config, fleet)])),
      revision: cluster.tokens.revision,
    },
    sshKeys: sshKeys(fleets),
    aws: { region },
    serviceAccount: { name: names.serviceAccount, annotations: serviceAccountAnnotations },
    terminationGracePeriodSeconds: gracePeriodSeconds(config),
    resources: { requests: { cpu: cluster.cpuRequest ?? sized.cpu, memory }, limits: { memory } },
    nodeSelector: cluster.nodeSelector,
    tolerations: cluster.tolerations?.map((toleration) => ({ ...toleration })),
    priorityClassName: cluster.priorityClassName,
    ...clusterValues(config),
    chartDigest,
  };
}

function sshKeys(fleets: readonly (readonly [string, RunnerFleetConfig["fleets"][string]])[]): ChartValue | undefined {
  const own = fleets.flatMap(([name, { machines }]) =>
    machines.ssh ? [[name, machines.ssh.privateKeySecret.name] as const] : [],
  );
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** Seconds that Kubernetes gives a stopping manager: for its jobs, for its machines, for itself. */
export function gracePeriodSeconds({ manager }: RunnerFleetConfig): NumberOrExpression {
  return sum([Math.ceil(manager.drainTimeout.seconds), manager.shutdownTimeout, AFTER_DRAIN_SECONDS]);
}
