import {
  cacheServer,
  enforcedLevel,
  fleetsOf,
  hasPods,
  jobsNamespace,
  makesInNamespace,
  namespaceName,
  type KubernetesFleet,
  type RunnerFleetConfig,
  type TextOrExpression,
} from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";

type JobNetworkPolicy = NonNullable<KubernetesFleet["jobs"]["networkPolicy"]>;
type Values = Readonly<Record<string, ChartValue | undefined>>;

/** Annotations of a job's service account by its name, for the roles that it names. */
export type ServiceAccountAnnotations = (
  fleet: string,
  serviceAccount: string,
) => Readonly<Record<string, TextOrExpression>> | undefined;

/**
 * The namespaces of jobs and what is in them, by name, as values of the chart. What several managers share is made by
 * the release of the first one.
 */
export function jobNamespaces(config: RunnerFleetConfig, annotations: ServiceAccountAnnotations): Values | undefined {
  const made = fleetsOf(config, hasPods)
    .filter(([, fleet]) => makesInNamespace(fleet))
    .map(([key, fleet]) => [
      String(jobsNamespace(config, key)),
      namespaceValues(config, key, fleet, (account) => annotations(key, account)),
    ]);
  const namespaces = { ...certificatesAlone(config), ...Object.fromEntries(made) };
  return Object.keys(namespaces).length === 0 ? undefined : namespaces;
}

/** Pods mount the certificates from their own namespace, also where nothing else is made in it. */
function certificatesAlone(config: RunnerFleetConfig): Values {
  const shared = fleetsOf(config, hasPods).filter(([, fleet]) => !makesInNamespace(fleet));
  return config.trust.caBundle === undefined
    ? {}
    : Object.fromEntries(
        shared.map(([key]) => [String(jobsNamespace(config, key)), { create: false, caCertificates: true }]),
      );
}

function egressValues({ egressCidrs, egressRules }: JobNetworkPolicy): ChartValue | undefined {
  return (egressCidrs ?? egressRules) ? { cidrs: egressCidrs, extra: egressRules } : undefined;
}

/** The pods of the cache in the cluster. */
function cachePeers(config: RunnerFleetConfig): ChartValue | undefined {
  const server = cacheServer(config);
  return (
    server && [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespaceName(config) } },
        podSelector: { matchLabels: { "app.kubernetes.io/instance": server.name } },
      },
    ]
  );
}

function namespaceValues(
  config: RunnerFleetConfig,
  key: string,
  { jobs }: KubernetesFleet,
  annotations: (serviceAccount: string) => Readonly<Record<string, TextOrExpression>> | undefined,
): Values {
  const { cluster } = config;
  const accounts = Object.entries(jobs.serviceAccounts ?? {});
  const hasRoles = accounts.some(([, { roleArn, policyArns }]) => roleArn !== undefined || policyArns !== undefined);
  return {
    create: jobs.namespacePolicy === "create",
    podSecurity: enforcedLevel(config, key),
    resourceQuota: jobs.resourceQuota,
    limitRange: jobs.limitRange,
    serviceAccounts:
      accounts.length > 0
        ? Object.fromEntries(accounts.map(([name]) => [name, { annotations: annotations(name) }]))
        : undefined,
    caCertificates: config.trust.caBundle === undefined ? undefined : true,
    networkPolicy: jobs.networkPolicy && {
      nodeLocalDns: jobs.networkPolicy.nodeLocalDns,
      dnsPeers: jobs.networkPolicy.dnsPeers,
      podIdentityAgent: hasRoles && cluster.identity === "pod-identity",
      cache: cachePeers(config),
      egress: egressValues(jobs.networkPolicy),
    },
  };
}
