import { Expression, operand, type NumberOrExpression, type RunnerFleetConfig } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import { trustValues } from "./trust-values";

type Values = Readonly<Record<string, ChartValue | undefined>>;
type Monitoring = NonNullable<RunnerFleetConfig["cluster"]["monitoring"]>;
type Cluster = RunnerFleetConfig["cluster"];

/** What the description says of the manager's life in the cluster, as values of the chart. */
export function clusterValues(config: RunnerFleetConfig): Values {
  const { volume, disruption, monitoring } = config.cluster;
  return {
    persistence: volume && { enabled: true, ...volume },
    disruption: disruption === "drain" ? undefined : disruption,
    preflight: preflightValues(config),
    monitoring: monitoring && monitoringValues(monitoring),
    networkPolicy: networkPolicyValues(config.cluster),
    ...trustValues(config),
    ...placeAmongShards(config),
  };
}

/** The chart has a switch, where the description has a table. */
function monitoringValues({ presentWhen, ...monitoring }: Monitoring): Values {
  return { enabled: presentWhen ?? true, ...monitoring };
}

/** Seconds that the preflight may take; 0 where it is known that there is none. */
export function preflightSeconds({ cluster }: RunnerFleetConfig): NumberOrExpression {
  return cluster.preflight === "none" ? 0 : cluster.preflightTimeoutSeconds;
}

/** The seconds are always said: the release's own timeout is reckoned with them, whatever the chart's default is. */
function preflightValues(config: RunnerFleetConfig): Values {
  const { preflight } = config.cluster;
  if (Expression.is(preflight)) {
    const is = (operator: string, mode: string) => Expression.flag(`${operand(preflight)} ${operator} "${mode}"`);
    return { enabled: is("!=", "none"), verify: is("==", "full"), timeoutSeconds: preflightSeconds(config) };
  }
  return preflight === "none"
    ? { enabled: false }
    : { verify: preflight === "offline" ? false : undefined, timeoutSeconds: preflightSeconds(config) };
}

/** The flavor is also that of the policies of jobs, where the manager has none. */
function networkPolicyValues({ networkPolicy, networkPolicyFlavor }: Cluster): Values | undefined {
  const flavor = networkPolicyFlavor === "kubernetes" ? undefined : networkPolicyFlavor;
  if (networkPolicy === undefined) {
    return flavor && { flavor };
  }
  const { metricsFrom, machineCidrs, apiServerCidrs, egressCidrs, egressRules } = networkPolicy;
  return {
    enabled: true,
    flavor,
    metricsFrom,
    egress: { cidrs: egressCidrs, machineCidrs, apiServerCidrs, extra: egressRules },
  };
}

/** On the pods of all managers of a deployment, so that they can keep apart. */
const DEPLOYMENT_LABEL = "runner-fleet/deployment";

/**
 * Managers of several shards are there so that one may be lost: they keep to nodes and zones of their own where the
 * cluster has them. A pod on Fargate has a node to itself. A single manager is told so too, to which it means nothing:
 * told later, it would restart when the second one comes.
 */
function placeAmongShards({ name, cluster }: RunnerFleetConfig): Values {
  if (cluster.compute === "fargate") {
    return {};
  }
  const labels = { [DEPLOYMENT_LABEL]: name };
  const apartBy = (topologyKey: string, weight: number) => ({
    weight,
    podAffinityTerm: { labelSelector: { matchLabels: labels }, topologyKey },
  });
  return {
    podLabels: labels,
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          apartBy("kubernetes.io/hostname", 100),
          apartBy("topology.kubernetes.io/zone", 50),
        ],
      },
    },
  };
}
