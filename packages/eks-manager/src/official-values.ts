import {
  alwaysDirect,
  Duration,
  cacheServer,
  fleetShards,
  isMachineFleetShard,
  jobsNamespace,
  joinedText,
  METRICS_PORT,
  type TextOrExpression,
  renderRunnerTemplate,
  tokenKey,
  tokenSecretName,
  type KubernetesFleetShard,
  type RunnerFleetConfig,
  type Template,
} from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import { managerValues, type ManagerValuesInput } from "./manager-values";
import { officialObjects } from "./official-objects";
import { officialRights } from "./official-rights";
import { literalTemplate, literalValue } from "./official-text";
import { trustValues } from "./trust-values";

/** What the values of GitLab's chart need beside the description. */
export type OfficialValuesInput = Omit<ManagerValuesInput, "chartDigest">;

/** The values of GitLab's chart, of which the configuration is of use to others too. */
export type OfficialValues = {
  /** The runner. */
  readonly runners: {
    /** The template that it is registered by, escaped for Helm. */
    readonly config: Template;
    readonly [key: string]: ChartValue | undefined;
  };
  readonly [key: string]: ChartValue | undefined;
};

/** What the level `restricted` of the Pod Security Standards asks of a container; the chart's image runs as this user. */
const SECURITY = {
  container: {
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
  pod: { runAsUser: 100, fsGroup: 65_533, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
} as const;

/**
 * The values of GitLab's own chart `gitlab-runner` for one shard's manager. The description has passed the rules
 * `official-chart-needs-pods` and `official-chart-lacks-setting`.
 *
 * @throws Error when the description has no fleet of pods alone
 */
export function officialValues(config: RunnerFleetConfig, shard: number, input: OfficialValuesInput): OfficialValues {
  const part = onlyPods(config, shard);
  const { manager } = config;
  const {
    fullnameOverride,
    serviceAccount,
    terminationGracePeriodSeconds,
    resources,
    nodeSelector,
    tolerations,
    priorityClassName,
    podLabels,
    affinity,
  } = managerValues(config, shard, input);
  const { repository, tag, digest } = input.image;
  const { name, annotations } = serviceAccount as Readonly<Record<string, ChartValue | undefined>>;
  return {
    fullnameOverride,
    // The chart puts a registry before the image where there is one.
    image: { registry: "", image: repository, tag: digest === undefined ? tag : `${tag}@${digest}` },
    gitlabUrl: config.gitlab.url,
    concurrent: part.jobs,
    checkInterval: manager.checkInterval,
    logLevel: manager.logLevel,
    logFormat: manager.logFormat,
    connectionMaxAge: Duration.is(manager.connectionMaxAge)
      ? manager.connectionMaxAge.toString()
      : manager.connectionMaxAge,
    shutdown_timeout: manager.shutdownTimeout,
    runners: {
      config: literalTemplate(renderRunnerTemplate(config, shard)),
      executor: "kubernetes",
      name: part.runnerName,
      jobNamespace: jobsNamespace(config, part.key),
    },
    // The chart's own way takes a Secret that has nothing but this token, and an empty second one.
    secrets: [{ name: tokenSecretName(config), items: [{ key: tokenKey(config, part.key), path: "runner-token" }] }],
    // It would come before the drain, and GitLab would no longer know the manager whose jobs still run.
    unregisterRunners: false,
    rbac: { create: true, rules: officialRights(part.fleet) },
    serviceAccount: {
      create: true,
      name,
      annotations: annotations === undefined ? undefined : literalValue(annotations),
    },
    // Two at once would have twice the jobs that limit says.
    strategy: { type: "Recreate" },
    terminationGracePeriodSeconds,
    securityContext: SECURITY.container,
    podSecurityContext: SECURITY.pod,
    // It asks GitLab, once a minute: an outage there is no reason to restart a manager.
    livenessProbe: { failureThreshold: 60 },
    metrics: metricsValues(config),
    podAnnotations: restartAnnotations(config),
    podLabels,
    extraEnv: environment(config, input.region),
    extraEnvFrom: cacheKeys(config),
    resources,
    nodeSelector,
    tolerations,
    priorityClassName,
    affinity,
    // What several managers share is made by the first.
    extraObjects:
      shard === 0 ? officialObjects(config, part.key, part.fleet, input.jobServiceAccountAnnotations) : undefined,
  };
}

function onlyPods(config: RunnerFleetConfig, shard: number): KubernetesFleetShard {
  const [part, ...more] = fleetShards(config, shard);
  if (part === undefined || more.length > 0 || isMachineFleetShard(part)) {
    const given = Object.values(config.fleets).map(({ executor }) => executor);
    throw new Error(
      `fleets: must be one of the kubernetes executor with GitLab's own chart, got ${given.join(", ")}; leave manager.chart out`,
    );
  }
  return part;
}

/** It listens as the project's own chart does; of what watches it there is a PodMonitor. */
function metricsValues({ cluster: { monitoring } }: RunnerFleetConfig): ChartValue {
  return {
    enabled: true,
    port: METRICS_PORT,
    podMonitor: monitoring && {
      enabled: monitoring.presentWhen ?? true,
      interval: monitoring.interval,
      labels: monitoring.labels,
    },
  };
}

/** What the chart rolls no pod for: it looks at the Secrets of its own alone. */
function restartAnnotations({ cluster, cache }: RunnerFleetConfig): ChartValue {
  return {
    "runner-fleet/token-revision": cluster.tokens.revision,
    "runner-fleet/cache-credentials-revision": cache?.credentialsRevision,
  };
}

/** Region and proxies. Go reads either spelling of these, other programs only one. */
function environment(config: RunnerFleetConfig, region: string | undefined): ChartValue | undefined {
  const { http, https, noProxy } = (trustValues(config).proxy ?? {}) as Readonly<
    Record<string, TextOrExpression | undefined>
  >;
  const proxies = {
    http_proxy: http,
    https_proxy: https,
    no_proxy: noProxy && joinedText(noProxy, ",", alwaysDirect.join(",")),
  };
  const variables = {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...proxies,
    ...Object.fromEntries(Object.entries(proxies).map(([name, value]) => [name.toUpperCase(), value])),
  };
  return Object.values(variables).some((value) => value !== undefined) ? variables : undefined;
}

const CACHE_KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;

function cacheKeys(config: RunnerFleetConfig): ChartValue | undefined {
  const name = cacheServer(config)?.secretName ?? config.cache?.credentialsSecretName;
  return name === undefined
    ? undefined
    : Object.fromEntries(CACHE_KEYS.map((key) => [key, { secretKeyRef: { name, key } }]));
}
