import { Expression, readConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { parse as parseToml } from "smol-toml";
import { officialValues, type OfficialValuesInput } from "../src";
import { terraformValue } from "../src/terraform-value";
import { podDescription, pods } from "./pod-fleets";
import { configOf, image, writer, type Block } from "./synthesise";

/** Every key that the chart's values.yaml has, at the top and where it is a table that is written here (0.86.0). */
const chartKeys: Readonly<Record<string, readonly string[]>> = {
  "": [
    ...["affinity", "automountServiceAccountToken", "certsSecretName", "checkInterval", "concurrent", "configMaps"],
    ...["connectionMaxAge", "deploymentAnnotations", "deploymentLabels", "deploymentLifecycle", "envVars"],
    ...["extraContainers", "extraEnv", "extraEnvFrom", "extraEnvFromRefs", "extraObjects", "fullnameOverride"],
    ...["gitlabUrl", "hostAliases", "hostname", "hpa", "image", "imagePullPolicy", "imagePullSecrets"],
    ...["livenessProbe", "logFormat", "logLevel", "metrics", "nameOverride", "namespace", "nodeSelector"],
    ...["podAnnotations", "podLabels", "podSecurityContext", "preEntrypointScript", "priorityClassName"],
    ...["probeTimeoutSeconds", "rbac", "readinessProbe", "replicas", "resources", "revisionHistoryLimit"],
    ...["runnerToken", "runners", "runtimeClassName", "schedulerName", "secrets", "securityContext", "sentryDsn"],
    ...["service", "serviceAccount", "sessionServer", "shutdown_timeout", "strategy"],
    ...["terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints", "unregisterRunners", "useTini"],
    ...["volumeMounts", "volumes"],
  ],
  image: ["registry", "image", "tag"],
  metrics: ["enabled", "portName", "port", "serviceMonitor", "podMonitor"],
  rbac: ["create", "rules", "clusterWideAccess", "podSecurityPolicy"],
  runners: ["config", "configPath", "executor", "name", "secret", "jobNamespace", "cache"],
  serviceAccount: ["create", "name", "annotations", "imagePullSecrets"],
};

const official = {
  manager: { chart: "gitlab-runner" },
  cluster: { preflight: "none" },
} as const satisfies Partial<RunnerFleetInput>;

const valuesOf = (input: RunnerFleetInput, shard = 0, more: Partial<OfficialValuesInput> = {}) =>
  terraformValue(officialValues(readConfig(input).config, shard, { image, ...more }), writer) as Block;

/** A deployment whose description uses all that the chart has something for. */
const everything = podDescription(
  {
    limit: 11,
    tokenKey: "ci",
    jobs: { resourceQuota: { pods: "22" }, limitRange: { default: { cpu: "1" } }, serviceAccounts: { deploy: {} } },
  },
  {
    manager: {
      chart: "gitlab-runner",
      shards: 2,
      checkInterval: 5,
      logLevel: "warn",
      logFormat: "text",
      connectionMaxAge: "10m",
      shutdownTimeout: 60,
      drainTimeout: "2h",
    },
    cluster: {
      name: "cluster",
      preflight: "none",
      tokens: { secretName: "mine", revision: 3 },
      monitoring: { interval: "15s", labels: { team: "ci" } },
      nodeSelector: { pool: "ci" },
      tolerations: [{ key: "ci", operator: "Exists" }],
      priorityClassName: "high",
      cpuRequest: "500m",
      memoryRequest: "1Gi",
    },
    cache: {
      credentialsSecretName: "cache-keys",
      credentialsRevision: 4,
      s3: { serverAddress: "s3.example.com", bucketName: "cache", bucketLocation: "eu-west-1" },
    },
    trust: { httpProxy: "http://proxy:3128", httpsProxy: "http://proxy:3128", noProxy: [".example.com"] },
  },
);

describe.each([
  ["the least", podDescription({}, official)],
  ["the largest", everything],
])("the values of %s description", (_which, input) => {
  test.each(Object.keys(chartKeys))("have keys that the chart knows, in '%s'", (table) => {
    const values = valuesOf(input, 0, { region: "eu-west-1", serviceAccountAnnotations: { role: "arn" } });
    const written = Object.keys(table === "" ? values : values[table]);
    expect(written.length).toBeGreaterThan(1);
    expect(chartKeys[table]).toEqual(expect.arrayContaining(written));
  });
});

test("the template has one entry, and nothing that registration is told otherwise", () => {
  const { runners, ...above } = parseToml(valuesOf(everything).runners.config) as Block;
  expect(above).toEqual({});
  expect(runners).toHaveLength(1);
  const elsewhere = ["name", "url", "id", "token", "executor"];
  expect(Object.keys(runners[0]).filter((key) => elsewhere.includes(key))).toEqual([]);
  expect(runners[0]).toMatchObject({
    limit: 6,
    kubernetes: { image: pods.kubernetes.image, namespace: "ci-pods" },
    feature_flags: { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true },
    cache: { Type: "s3", s3: { AuthenticationType: "iam" } },
  });
});

test("the runner is the kubernetes executor's, named after deployment and fleet", () => {
  const { config: _template, ...runners } = valuesOf(everything, 1).runners;
  expect(runners).toEqual({ executor: "kubernetes", name: "ci-pods-2", jobNamespace: "ci-pods" });
});

test("what the chart writes at the top of config.toml is what the description says", () => {
  expect(valuesOf(everything, 1)).toMatchObject({
    gitlabUrl: "https://gitlab.example.com",
    concurrent: 5,
    checkInterval: 5,
    logLevel: "warn",
    logFormat: "text",
    connectionMaxAge: "10m",
    shutdown_timeout: 60,
    metrics: { enabled: true, port: 9252 },
  });
});

test("the token stays in the Secret, of which the chart gets one key as the file that it reads", () => {
  const values = valuesOf(everything);
  expect(values.secrets).toEqual([{ name: "mine", items: [{ key: "ci", path: "runner-token" }] }]);
  expect(values).not.toHaveProperty("runnerToken");
  expect(values.runners).not.toHaveProperty("secret");
});

test("a new token, and new keys of the cache, restart the manager", () => {
  expect(valuesOf(everything).podAnnotations).toEqual({
    "runner-fleet/token-revision": 3,
    "runner-fleet/cache-credentials-revision": 4,
  });
});

test("the keys of the cache are in the manager's environment, by reference", () => {
  expect(valuesOf(everything).extraEnvFrom).toEqual({
    AWS_ACCESS_KEY_ID: { secretKeyRef: { name: "cache-keys", key: "AWS_ACCESS_KEY_ID" } },
    AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: "cache-keys", key: "AWS_SECRET_ACCESS_KEY" } },
  });
  expect(valuesOf(podDescription({}, official))).not.toHaveProperty("extraEnvFrom");
});

test("the cache in the cluster brings keys of its own", () => {
  const { extraEnvFrom } = valuesOf(podDescription({}, { ...official, cache: { inCluster: {} } }));
  expect(extraEnvFrom.AWS_ACCESS_KEY_ID.secretKeyRef.name).toBe("ci-cache-credentials");
});

test("a manager that stops drains: nothing is unregistered, and it has the time", () => {
  expect(valuesOf(everything)).toMatchObject({
    unregisterRunners: false,
    strategy: { type: "Recreate" },
    terminationGracePeriodSeconds: 7_200 + 60 + 180,
  });
});

test("a GitLab that is down for less than an hour restarts no manager", () => {
  expect(valuesOf(everything).livenessProbe).toEqual({ failureThreshold: 60 });
});

test("the pod fits the restricted level", () => {
  const { securityContext, podSecurityContext } = valuesOf(everything);
  expect(securityContext).toEqual({
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  });
  expect(podSecurityContext).toEqual({
    runAsUser: 100,
    fsGroup: 65_533,
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  });
});

test("what the description says of the pod is in the values", () => {
  expect(valuesOf(everything)).toMatchObject({
    nodeSelector: { pool: "ci" },
    tolerations: [{ key: "ci", operator: "Exists" }],
    priorityClassName: "high",
    resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
    podLabels: { "runner-fleet/deployment": "ci" },
  });
});

test("an image is named as a whole, with its digest where it has one", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  expect(valuesOf(everything).image).toEqual({ registry: "", image: image.repository, tag: image.tag });
  expect(valuesOf(everything, 0, { image: { ...image, digest } }).image.tag).toBe(`${image.tag}@${digest}`);
});

test("region and proxies are in the environment, in either spelling, the API server without a proxy", () => {
  const direct =
    "$(KUBERNETES_SERVICE_HOST),.example.com,localhost,127.0.0.1,::1,169.254.169.254,fd00:ec2::254,169.254.170.23,fd00:ec2::23";
  expect(valuesOf(everything, 0, { region: "eu-west-1" }).extraEnv).toEqual({
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    http_proxy: "http://proxy:3128",
    HTTP_PROXY: "http://proxy:3128",
    https_proxy: "http://proxy:3128",
    HTTPS_PROXY: "http://proxy:3128",
    no_proxy: direct,
    NO_PROXY: direct,
  });
  expect(valuesOf(podDescription({}, official))).not.toHaveProperty("extraEnv");
});

test("monitoring is a PodMonitor, where it is asked for", () => {
  expect(valuesOf(everything).metrics.podMonitor).toEqual({ enabled: true, interval: "15s", labels: { team: "ci" } });
  expect(valuesOf(podDescription({}, official)).metrics).toEqual({ enabled: true, port: 9252 });
});

test("the service account is the one that an AWS role trusts, with what names the role", () => {
  const serviceAccountAnnotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/ci" };
  expect(valuesOf(everything, 1, { serviceAccountAnnotations }).serviceAccount).toEqual({
    create: true,
    name: "ci-2",
    annotations: serviceAccountAnnotations,
  });
});

test("what jobs need in their namespace is made by the first manager alone", () => {
  const objects = valuesOf(everything, 0, {
    jobServiceAccountAnnotations: (fleet, account) => ({ role: `${fleet}/${account}/{{` }),
  }).extraObjects;
  const levels = ["audit", "enforce", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, "restricted"]);
  expect(objects).toEqual([
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "ci-pods",
        labels: Object.fromEntries(levels),
        annotations: { "helm.sh/resource-policy": "keep" },
      },
    },
    {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "ci-jobs", namespace: "ci-pods" },
      spec: { hard: { pods: "22" } },
    },
    {
      apiVersion: "v1",
      kind: "LimitRange",
      metadata: { name: "ci-jobs", namespace: "ci-pods" },
      spec: { limits: [{ type: "Container", default: { cpu: "1" } }] },
    },
    {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "deploy", namespace: "ci-pods", annotations: { role: "pods/deploy/{{`{{`}}" } },
      automountServiceAccountToken: false,
    },
  ]);
  expect(valuesOf(everything, 1)).not.toHaveProperty("extraObjects");
});

test("a namespace that exists is left alone", () => {
  expect(valuesOf(podDescription({ jobs: { namespacePolicy: "existing" } }, official)).extraObjects).toEqual([]);
});

test("what Terraform alone knows is escaped for Helm when Terraform knows it", () => {
  const script = Expression.text("var.script");
  const { config } = valuesOf(podDescription({ preBuildScript: script }, official)).runners;
  expect(config).toContain('pre_build_script = ${replace(jsonencode(var.script), "{{", "{{`{{`}}")}\n');
});

test.each([
  ["machines", configOf({}), "docker-autoscaler"],
  ["two fleets", readConfig(podDescription({}, { fleets: { pods, more: pods } })).config, "kubernetes, kubernetes"],
])("fails for %s, whatever the rules were asked", (_what, config, given) => {
  expect(() => officialValues(config, 0, { image })).toThrow(
    `fleets: must be one of the kubernetes executor with GitLab's own chart, got ${given}; leave manager.chart out`,
  );
});
