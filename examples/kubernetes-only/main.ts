import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RunnerStack } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

/** The API server's addresses, as `kubectl get endpoints kubernetes` and `kubectl get service kubernetes` say. */
const apiServer = ["10.96.0.1/32", "192.0.2.10/32"];

/** Prometheus, wherever it is in the namespace `monitoring`. */
const prometheus = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };

new RunnerStack(app, "kubernetes-only", {
  gitlab: { url: "https://gitlab.example.com" },
  clusterAccess: { kubeconfigPath: "~/.kube/config" },
  cluster: {
    namespace: "gitlab-runner",
    monitoring: {},
    networkPolicy: { apiServerCidrs: apiServer, metricsFrom: [prometheus] },
  },
  cache: { inCluster: { size: "50Gi" }, expirationDays: 7 },
  // The caching proxy opens TLS to see what it caches, and signs with an authority of its own, which jobs trust.
  trust: {
    caBundle: readFileSync(join(__dirname, "ca.crt"), "utf8"),
    httpProxy: "http://squid.proxy.svc:3128",
    httpsProxy: "http://squid.proxy.svc:3128",
    noProxy: ["gitlab.example.com"],
  },
  fleets: {
    pods: {
      executor: "kubernetes",
      limit: 20,
      jobs: {
        networkPolicy: {
          egressRules: [
            {
              to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "proxy" } } }],
              ports: [{ port: 3128 }],
            },
          ],
        },
        limitRange: { defaultRequest: { cpu: "100m", memory: "128Mi" }, max: { cpu: "4", memory: "8Gi" } },
      },
      kubernetes: {
        image: "alpine:3.22",
        cpuRequest: "500m",
        cpuLimit: "2",
        memoryRequest: "1Gi",
        memoryLimit: "2Gi",
      },
    },
  },
});

app.synth();
