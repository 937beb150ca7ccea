import type { Json } from "../chart/render-chart";
import { cacheCiValues, cacheValuesWith, renderCache } from "./render-cache";

/** Refused by values.schema.json: where, and which rule. Helm releases differ in the words between. */
const bySchema: [string, Json, RegExp][] = [
  ["a typo", cacheValuesWith({ buckets: "a" }), /'?buckets'? (is )?not allowed/],
  [
    "a typo further down",
    cacheValuesWith({ clients: { namespace: "a" } }),
    /clients[^]*'?namespace'? (is )?not allowed/,
  ],
  ["a number of servers", cacheValuesWith({ replicas: 2 }), /replicas[^]*one server has the disk/],
  [
    "a number of servers by another name",
    cacheValuesWith({ replicaCount: 1 }),
    /replicaCount[^]*one server has the disk/,
  ],
  ["a removed section", cacheValuesWith({ persistence: null }), /persistence/],
  ["a bucket with a dot", cacheValuesWith({ bucket: "a.b" }), /bucket[^]*pattern/],
  ["a bucket with a path", cacheValuesWith({ bucket: "../etc" }), /bucket[^]*pattern/],
  ["a bucket of two letters", cacheValuesWith({ bucket: "ab" }), /bucket[^]*pattern/],
  ["an expiry at once", cacheValuesWith({ expiryDays: 0 }), /expiryDays[^]*1/],
  ["no expiry", cacheValuesWith({ expiryDays: 366 }), /expiryDays[^]*365/],
  ["half days", cacheValuesWith({ expiryDays: 1.5 }), /expiryDays[^]*integer/],
  ["days as text", cacheValuesWith({ expiryDays: "14" }), /expiryDays[^]*integer/],
  ["a size below 1Gi", cacheValuesWith({ size: "500Mi" }), /size[^]*pattern/],
  ["a size without unit", cacheValuesWith({ size: "20" }), /size[^]*pattern/],
  ["a size that begins with 0", cacheValuesWith({ size: "020Gi" }), /size[^]*pattern/],
  [
    "an access mode",
    cacheValuesWith({ persistence: { accessModes: [] } }),
    /persistence[^]*'?accessModes'? (is )?not allowed/,
  ],
  [
    "keys in the values",
    cacheValuesWith({ credentials: { secretKey: "a" } }),
    /credentials[^]*'?secretKey'? (is )?not allowed/,
  ],
  [
    "a revision that is no number or text",
    cacheValuesWith({ credentials: { revision: true } }),
    /credentials[./]revision/,
  ],
  [
    "a namespace that is none",
    cacheValuesWith({ clients: { namespaces: ["CI"] } }),
    /clients[./]namespaces[./]0[^]*pattern/,
  ],
  [
    "one namespace in place of a list",
    cacheValuesWith({ clients: { namespaces: "a" } }),
    /clients[./]namespaces[^]*array/,
  ],
  [
    "a peer that is none",
    cacheValuesWith({ networkPolicy: { metricsFrom: [{ namespace: "a" }] } }),
    /metricsFrom[./]0[^]*'?namespace'? (is )?not allowed/,
  ],
  ["an API server nowhere", cacheValuesWith({ networkPolicy: { apiServerCidrs: [] } }), /apiServerCidrs[^]*1/],
  [
    "a policy that is no switch",
    cacheValuesWith({ networkPolicy: { enabled: "yes" } }),
    /networkPolicy[./]enabled[^]*boolean/,
  ],
  ["an unknown monitor", cacheValuesWith({ monitoring: { monitor: "Probe" } }), /monitoring[./]monitor[^]*PodMonitor/],
  [
    "an interval without unit",
    cacheValuesWith({ monitoring: { interval: "30" } }),
    /monitoring[./]interval[^]*pattern/,
  ],
  ["a tag in the repository", cacheValuesWith({ image: { repository: "a/b:v1" } }), /image[./]repository[^]*pattern/],
  ["a short digest", cacheValuesWith({ image: { digest: "sha256:abc" } }), /image[./]digest[^]*pattern/],
  [
    "an unknown pull policy",
    cacheValuesWith({ image: { pullPolicy: "Often" } }),
    /image[./]pullPolicy[^]*IfNotPresent/,
  ],
  [
    "a short digest of another image",
    cacheValuesWith({ credentials: { image: { digest: "abc" } } }),
    /credentials[./]image[./]digest[^]*pattern/,
  ],
  ["root", cacheValuesWith({ podSecurityContext: { runAsUser: 0 } }), /podSecurityContext[./]runAsUser[^]*1/],
  [
    "more rights",
    cacheValuesWith({ podSecurityContext: { runAsNonRoot: false } }),
    /'?runAsNonRoot'? (is )?not allowed/,
  ],
  [
    "an amount that is none",
    cacheValuesWith({ resources: { limits: { memory: "1GB" } } }),
    /limits[./]memory[^]*pattern/,
  ],
  ["a long name", cacheValuesWith({ fullnameOverride: "a".repeat(51) }), /fullnameOverride[^]*50/],
  [
    "an unknown effect",
    cacheValuesWith({ tolerations: [{ effect: "Never" }] }),
    /tolerations[./]0[./]effect[^]*NoSchedule/,
  ],
  ["an unknown affinity", cacheValuesWith({ affinity: { podAffinty: {} } }), /'?podAffinty'? (is )?not allowed/],
  ["a pull secret by name alone", cacheValuesWith({ imagePullSecrets: ["a"] }), /imagePullSecrets[./]0[^]*object/],
  ["a label that is none", cacheValuesWith({ podLabels: { a: "b c" } }), /podLabels[./]a[^]*pattern/],
  ["a digest that is no digest", cacheValuesWith({ chartDigest: "a b" }), /chartDigest[^]*pattern/],
];

test.each(bySchema)("%s is refused by the schema", (_name, values, message) => {
  expect(() => renderCache(values)).toThrow(message);
});

/** Refused by the templates: where, which rule, what was given and what to do. */
const byTemplate: [string, Json, string][] = [
  [
    "a cache for nobody",
    {},
    "clients.namespaces: must name the namespaces of the jobs, got none; only they reach the cache",
  ],
  [
    "a manager that could not read the keys",
    cacheValuesWith({ clients: { namespaces: ["a"], managerNamespace: "managers" } }),
    "clients.managerNamespace: must be the release's own (ci) where the chart makes the credentials, got managers; a " +
      "manager reads Secrets of its own namespace alone: install the cache there, or name a Secret in " +
      "credentials.secretName that you make in both",
  ],
  [
    "a volume of no class",
    cacheValuesWith({ persistence: { enabled: true } }),
    "persistence.storageClass: must name a StorageClass, got nothing; choose one that encrypts its volumes, the " +
      "cluster's default may not",
  ],
  [
    "a class without a volume",
    cacheValuesWith({ persistence: { storageClass: "gp3" } }),
    "persistence.storageClass: must be left out while persistence.enabled is false, got gp3; enable it or remove the name",
  ],
  [
    "the latest server",
    cacheValuesWith({ image: { tag: "latest" } }),
    "image.tag: must name a version, got latest; a restart would bring another version",
  ],
  [
    "the latest kubectl",
    cacheValuesWith({ credentials: { image: { tag: "latest" } } }),
    "credentials.image.tag: must name a version, got latest; a restart would bring another version",
  ],
  [
    "the latest exporter",
    cacheValuesWith({ monitoring: { image: { tag: "latest" } } }),
    "monitoring.image.tag: must name a version, got latest; a restart would bring another version",
  ],
  [
    "an exporter of no version",
    cacheValuesWith({ monitoring: { image: { tag: "" } } }),
    "monitoring.image.tag: must name a version, got neither tag nor digest; add one",
  ],
  [
    "a label that finds the pod",
    cacheValuesWith({ podLabels: { "app.kubernetes.io/component": "x" } }),
    "podLabels.app.kubernetes.io/component: must be left to the chart, the Deployment finds its pod by it; choose " +
      "another label",
  ],
  [
    "an address in place of a network",
    cacheValuesWith({ networkPolicy: { apiServerCidrs: ["10.0.0.0/16", "10.1.0.1"] } }),
    "networkPolicy.apiServerCidrs[1]: must be a network such as 10.0.0.0/16, got 10.1.0.1; write /32 behind a single " +
      "address",
  ],
];

test.each(byTemplate)("%s is refused with the value, the rule and the fix", (_name, values, message) => {
  expect(() => renderCache(values)).toThrow(message);
});

test.each<[string, Json]>([
  ["a manager elsewhere with a Secret from elsewhere", cacheCiValues("existing-secret")],
  ["the manager's namespace by its name", cacheValuesWith({ clients: { namespaces: ["a"], managerNamespace: "ci" } })],
  ["jobs in the release's namespace", cacheValuesWith({ clients: { namespaces: ["ci"] } })],
  ["values of a parent chart", cacheValuesWith({ global: { anything: 1 } })],
])("%s is accepted", (_name, values) => {
  expect(renderCache(values).deployment.spec.replicas).toBe(1);
});
