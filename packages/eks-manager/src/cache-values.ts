import { cacheServer, fleetsOf, hasPods, jobsNamespace, type RunnerFleetConfig } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";
import { tolerationValues } from "./toleration-values";

/** The values of the chart `runner-cache`; `undefined` where the cache is not in the cluster. */
export function cacheChartValues(
  config: RunnerFleetConfig,
  chartDigest: string | undefined,
): Readonly<Record<string, ChartValue | undefined>> | undefined {
  const { cache, cluster } = config;
  const server = cacheServer(config);
  if (!cache?.inCluster || !server) {
    return undefined;
  }
  const { size, volume } = cache.inCluster;
  const { monitoring, networkPolicy } = cluster;
  const namespaces = fleetsOf(config, hasPods).map(([fleet]) => jobsNamespace(config, fleet));
  return {
    fullnameOverride: server.name,
    bucket: server.bucket,
    expiryDays: cache.expirationDays,
    size,
    persistence: volume && { enabled: true, storageClass: volume.storageClass },
    credentials: { revision: cache.credentialsRevision },
    clients: { namespaces: [...new Set(namespaces)] },
    networkPolicy: networkPolicy && {
      metricsFrom: networkPolicy.metricsFrom,
      apiServerCidrs: networkPolicy.apiServerCidrs,
    },
    monitoring: monitoring && {
      enabled: monitoring.presentWhen ?? true,
      monitor: monitoring.monitor,
      interval: monitoring.interval,
      labels: monitoring.labels,
    },
    nodeSelector: cluster.nodeSelector,
    tolerations: tolerationValues(config),
    priorityClassName: cluster.priorityClassName,
    chartDigest,
  };
}
