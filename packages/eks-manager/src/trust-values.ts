import { fleetsOf, hasPods, hasProxy, noProxyText, type RunnerFleetConfig } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";

type Values = Readonly<Record<string, ChartValue | undefined>>;

// Kubernetes puts the API server's address in, which a client in a pod goes to by number and not by name. Through a proxy
// no pod would be made.
const API_SERVER = "$(KUBERNETES_SERVICE_HOST)";

/** Whom the manager trusts beside the authorities of its image, and the proxy that it goes by, as values of the chart. */
export function trustValues(config: RunnerFleetConfig): Values {
  const { caBundle, httpProxy, httpsProxy, noProxy } = config.trust;
  const isInCluster = fleetsOf(config, hasPods).length > 0;
  const direct = isInCluster ? [API_SERVER] : [];
  return {
    caCertificates: caBundle === undefined ? undefined : { pem: caBundle },
    proxy: hasProxy(config.trust)
      ? {
          http: httpProxy,
          https: httpsProxy,
          noProxy: isInCluster || noProxy !== undefined ? noProxyText(direct, noProxy) : undefined,
        }
      : undefined,
  };
}
