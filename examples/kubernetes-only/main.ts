import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RunnerStack } from "@runner-fleet/stack";
import { App } from "cdktf";

const app = new App();

/** GitLab, and its address: with the proxy, all that jobs reach outside of the cluster. */
const gitlab = { host: "gitlab.example.com", cidr: "192.0.2.20/32" };

/** The API server's, as `kubectl get service kubernetes` and `kubectl get endpointslice -l kubernetes.io/service-name=kubernetes` say. */
const apiServer = ["10.96.0.1/32", "192.0.2.10/32"];

const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

new RunnerStack(app, "kubernetes-only", {
  gitlab: { url: `https://${gitlab.host}` },
  cluster: {
    // The context is named, so that an apply never goes to another cluster that was worked on last.
    access: { kubeconfigPath: "~/.kube/config", kubeconfigContext: "ci" },
    monitoring: { labels: { release: "kube-prometheus-stack" } },
    networkPolicy: {
      apiServerCidrs: apiServer,
      egressCidrs: [gitlab.cidr],
      // Prometheus, wherever it is in this namespace.
      metricsFrom: [namespace("monitoring")],
    },
  },
  cache: { inCluster: { size: "50Gi" }, expirationDays: 7 },
  // The proxy opens the TLS of some hosts to keep their files, and signs with an authority of its own, which jobs trust.
  trust: {
    caBundle: readFileSync(join(__dirname, "ca.crt"), "utf8"),
    httpProxy: "http://squid.proxy.svc:3128",
    httpsProxy: "http://squid.proxy.svc:3128",
    // Not by the proxy: it refuses private addresses, and tokens are none of its business.
    noProxy: [gitlab.host],
  },
  fleets: {
    pods: {
      executor: "kubernetes",
      limit: 20,
      jobs: {
        networkPolicy: {
          egressCidrs: [gitlab.cidr],
          egressRules: [{ to: [namespace("proxy")], ports: [{ port: 3128 }] }],
        },
        // Of services and the helper, which say nothing themselves below, and the most that any container may have.
        limitRange: {
          defaultRequest: { cpu: "100m", memory: "256Mi" },
          default: { cpu: "1", memory: "1Gi" },
          max: { cpu: "4", memory: "8Gi" },
        },
      },
      kubernetes: {
        image: "alpine:3.22",
        allowedImages: ["alpine:*", "node:*", "python:*", "registry.example.com/*/*:*"],
        cpuRequest: "500m",
        cpuLimit: "2",
        memoryRequest: "1Gi",
        memoryLimit: "2Gi",
      },
    },
  },
});

app.synth();
