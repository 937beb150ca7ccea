import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { valueEffect } from "../../src/diff/release-effects";
import type { Part } from "./descriptions";

const root = join(__dirname, "../../../..");

/** What the chart makes of values, without what a release says of itself. */
function rendered(values: Part): Part[] {
  const text = execFileSync(
    process.execPath,
    [
      join(root, "scripts/helm.mjs"),
      "template",
      "ci",
      join(root, "charts/runner-manager"),
      "--namespace",
      "ci",
      "--values",
      "-",
    ],
    { input: JSON.stringify(values), encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] },
  );
  return parseAllDocuments(text).map((document) => document.toJS());
}

const only = (objects: Part[], kind: string): Part => {
  const found = objects.filter((object) => object?.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

/** One runner, with what its executor has. */
const toml = (executor: string, rest: string) => `concurrent = 1
log_format = "json"
shutdown_timeout = 60

[[runners]]
name = "linux"
url = "https://gitlab.example.com"
token = "\${RUNNER_TOKEN_LINUX}"
executor = "${executor}"

[runners.feature_flags]
FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true
${rest}`;

const podsToml = (image = "alpine:3.22") =>
  toml(
    "kubernetes",
    `
[runners.kubernetes]
image = "${image}"
namespace = "jobs"

[runners.cache]
Type = "s3"

[runners.cache.s3]
ServerAddress = "s3.example.com"
BucketName = "cache"
BucketLocation = "eu-west-1"
AuthenticationType = "iam"
`,
  );

const machinesToml = (image = "alpine:3.22") =>
  toml(
    "docker-autoscaler",
    `
[runners.docker]
image = "${image}"

[runners.autoscaler]
plugin = "aws:1.1.0"
capacity_per_instance = 1
max_use_count = 1
max_instances = 1
delete_instances_on_shutdown = true

[runners.autoscaler.plugin_config]
name = "ci-linux"

[runners.autoscaler.connector_config]
username = "ec2-user"
use_static_credentials = true
key_path = "/etc/gitlab-runner-ssh/linux/ssh-privatekey"

[runners.autoscaler.state_storage]
enabled = true
`,
  );

/** Values as every description gives them. */
const common: Part = {
  fullnameOverride: "ci",
  image: { repository: "registry.example.com/manager", tag: "1.0.0" },
  tokens: { secretName: "tokens", env: { RUNNER_TOKEN_LINUX: "linux" }, revision: 1 },
  aws: { region: "eu-west-1" },
  serviceAccount: { name: "ci", annotations: { a: "b" } },
  terminationGracePeriodSeconds: 3900,
  resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "256Mi" } },
  nodeSelector: { pool: "ci" },
  tolerations: [{ key: "ci", operator: "Exists" }],
  priorityClassName: "high",
  disruption: "drain",
  preflight: { timeoutSeconds: 300 },
  monitoring: { enabled: true, labels: { release: "prometheus" } },
  networkPolicy: { enabled: false, metricsFrom: [] },
  caCertificates: { pem: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" },
  proxy: { https: "http://proxy.example.com:3128" },
  podLabels: { "runner-fleet/deployment": "ci" },
  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
  chartDigest: "0".repeat(64),
};

const restartChecksum = "0".repeat(64);

/** As a description of machines gives them, and as one of pods. */
const machines: Part = {
  ...common,
  config: { toml: machinesToml(), restartChecksum },
  plugin: { install: "aws:1.1.0" },
  sshKeys: { linux: "key" },
  persistence: { enabled: true, storageClass: "encrypted", size: "1Gi" },
};
const pods: Part = {
  ...common,
  config: { toml: podsToml(), restartChecksum },
  cache: { credentialsSecretName: "cache", revision: 1 },
  jobs: { namespaces: { jobs: { create: true, podSecurity: "baseline" } } },
};

/** Values with another one at a path. */
function withValue(values: Part, path: string, value: unknown): Part {
  const copy = structuredClone(values);
  const keys = path.split(".");
  const last = keys.pop() as string;
  const table = keys.reduce((current: Part, key) => current[key], copy);
  expect(table[last]).not.toEqual(value);
  table[last] = value;
  return copy;
}

const podOf = (values: Part): string => JSON.stringify(only(rendered(values), "StatefulSet").spec.template);

const [podOfMachines, podOfPods] = [machines, pods].map(podOf);

const drains = (path: string) => /^(manager-drains|account-changed)$/.test(valueEffect("runner-manager", path));

test.each<[path: string, value: unknown]>([
  ["image.repository", "registry.example.com/other"],
  ["image.tag", "1.0.1"],
  ["config.restartChecksum", "1".repeat(64)],
  ["config.toml", machinesToml("alpine:3.23")],
  ["tokens.secretName", "others"],
  ["tokens.env.RUNNER_TOKEN_LINUX", "other"],
  ["tokens.revision", 2],
  ["sshKeys.linux", "other"],
  ["aws.region", "eu-west-3"],
  ["serviceAccount.name", "other"],
  ["serviceAccount.annotations", { a: "c" }],
  ["terminationGracePeriodSeconds", 7200],
  ["resources.requests.cpu", "200m"],
  ["nodeSelector", { pool: "other" }],
  ["tolerations", []],
  ["priorityClassName", "higher"],
  ["persistence", { enabled: false }],
  ["persistence.storageClass", "other"],
  ["persistence.size", "2Gi"],
  ["disruption", "block"],
  ["preflight.timeoutSeconds", 600],
  ["monitoring", { enabled: false }],
  ["networkPolicy", { enabled: false, flavor: "cilium" }],
  ["networkPolicy.metricsFrom", [{ podSelector: {} }]],
  ["caCertificates.pem", "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n"],
  ["proxy.https", "http://other.example.com:3128"],
  ["podLabels", { "runner-fleet/deployment": "other" }],
  ["affinity", { nodeAffinity: {} }],
  ["chartDigest", "1".repeat(64)],
])("%s is part of a pod of a manager of machines where it is said to drain it, and only there", (path, value) => {
  expect(podOf(withValue(machines, path, value)) !== podOfMachines).toBe(drains(path));
});

test.each<[path: string, value: unknown]>([
  ["config.toml", podsToml("alpine:3.23")],
  ["cache.credentialsSecretName", "other"],
  ["cache.revision", 2],
  ["jobs.namespaces.jobs.podSecurity", "privileged"],
])("%s is part of a pod of a manager of pods where it is said to drain it, and only there", (path, value) => {
  expect(podOf(withValue(pods, path, value)) !== podOfPods).toBe(drains(path));
});

/** Where the manager has rights. */
const rolesOf = (values: Part): string[] =>
  rendered(values)
    .filter((object) => object?.kind === "Role")
    .map(({ metadata }) => metadata.namespace);

test("where no pods of jobs are to be any more the chart leaves the manager no rights", () => {
  expect(rolesOf(pods)).toEqual(["jobs"]);
  const moved = withValue(pods, "config.toml", podsToml().replace('namespace = "jobs"', 'namespace = "others"'));
  expect(rolesOf(moved)).toEqual(["others"]);
});
