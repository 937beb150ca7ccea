import type { Json } from "../chart/render-chart";
import { jobPod } from "./job-pod";

const pod = (kubernetes: Json, variables: Record<string, string> = {}, services: Json[] = []) =>
  jobPod({ kubernetes: { image: "ruby:3.4", ...kubernetes } }, { variables, services });

test("requests and limits of build, helper, services, init-permissions and the pod are those of their keys", () => {
  const { spec } = pod(
    {
      cpu_limit: "2",
      memory_request: "1Gi",
      helper_cpu_request: "100m",
      service_memory_limit: "512Mi",
      service_ephemeral_storage_limit: "1Gi",
      pod_cpu_limit: "4",
    },
    {},
    ["redis:8"],
  );
  const [build, helper, service] = spec.containers;
  expect(build.resources).toEqual({ limits: { cpu: "2" }, requests: { memory: "1Gi" } });
  expect(helper.resources).toEqual({ requests: { cpu: "100m" } });
  expect(service.resources).toEqual({ limits: { memory: "512Mi", "ephemeral-storage": "1Gi" } });
  expect(spec.initContainers).toHaveLength(1);
  expect(spec.initContainers[0].resources).toEqual(helper.resources);
  expect(spec.resources).toEqual({ limits: { cpu: "4" } });
});

test("a job gets what it asks for up to the maximum, and what the runner has where there is none", () => {
  const kubernetes = { cpu_limit: "1", cpu_limit_overwrite_max_allowed: "3500m", memory_limit: "1Gi" };
  const asked = { KUBERNETES_CPU_LIMIT: "3.5", KUBERNETES_MEMORY_LIMIT: "64Gi" };
  expect(pod(kubernetes, asked).spec.containers[0].resources).toEqual({ limits: { cpu: "3.5", memory: "1Gi" } });
});

test("a job that asks for more than the maximum gets no pod", () => {
  const kubernetes = { memory_limit: "1Gi", memory_limit_overwrite_max_allowed: "2Gi" };
  expect(() => pod(kubernetes, { KUBERNETES_MEMORY_LIMIT: "2049Mi" })).toThrow(
    'the resource "memory_limit" requested "2049Mi" is higher than limit allowed "2Gi"',
  );
});

test("a service's own variables overwrite for it alone", () => {
  const { spec } = pod({ service_cpu_limit: "1", service_cpu_limit_overwrite_max_allowed: "2" }, {}, [
    { name: "postgres:18", alias: "db", variables: { KUBERNETES_SERVICE_CPU_LIMIT: "2" } },
    { name: "redis:8", alias: "queue" },
  ]);
  expect(spec.containers.map(({ name, resources }: Json) => [name, resources])).toEqual([
    ["build", {}],
    ["helper", {}],
    ["db", { limits: { cpu: "2" } }],
    ["queue", { limits: { cpu: "1" } }],
  ]);
});

test("namespace and service account are the job's only where a pattern matches", () => {
  const asked = { KUBERNETES_SERVICE_ACCOUNT_OVERWRITE: "deploy", KUBERNETES_NAMESPACE_OVERWRITE: "other" };
  const runner = { namespace: "jobs", service_account: "none" };
  expect(pod(runner, asked)).toMatchObject({ metadata: { namespace: "jobs" }, spec: { serviceAccountName: "none" } });
  expect(pod({ ...runner, service_account_overwrite_allowed: "^(deploy)$" }, asked).spec.serviceAccountName).toBe(
    "deploy",
  );
  expect(() => pod({ ...runner, service_account_overwrite_allowed: "^(build)$" }, asked)).toThrow(
    'provided value "deploy" does not match "^(build)$"',
  );
});

test("a runner without a namespace has its pods in the one called default", () => {
  expect(pod({}).metadata.namespace).toBe("default");
});

test("labels, annotations and node selector take entries of the job's variables where a pattern matches", () => {
  const made = pod(
    {
      node_selector: { disk: "hdd" },
      node_selector_overwrite_allowed: "^disk=.*",
      pod_labels: { team: "$TEAM", "job.runner.gitlab.com/pod": "mine" },
      pod_annotations: { note: "a" },
    },
    { TEAM: "web shop", KUBERNETES_NODE_SELECTOR_1: "disk=ssd", KUBERNETES_POD_ANNOTATIONS_1: "note=b" },
  );
  expect(made.spec.nodeSelector).toEqual({ disk: "ssd" });
  expect(made.metadata.labels).toMatchObject({ team: "web_shop" });
  expect(made.metadata.labels["job.runner.gitlab.com/pod"]).toMatch(/^runner-000000000-project-7-concurrent-0$/);
  expect(made.metadata.annotations.note).toBe("a");
});

test("tolerations come from the runner, and from the job's variables where a pattern matches", () => {
  const taints = {
    "node-role.kubernetes.io/master": "NoSchedule",
    "custom.toleration=value": "NoSchedule",
    "empty.value=": "PreferNoSchedule",
    onlyKey: "",
  };
  const expected = [
    { key: "node-role.kubernetes.io/master", operator: "Exists", effect: "NoSchedule" },
    { key: "custom.toleration", operator: "Equal", value: "value", effect: "NoSchedule" },
    { key: "empty.value", operator: "Equal", effect: "PreferNoSchedule" },
    { key: "onlyKey", operator: "Exists" },
  ];
  expect(pod({ node_tolerations: taints }).spec.tolerations).toEqual(expected);
  const asked = Object.entries(taints).map(([taint, effect], index) => [
    `KUBERNETES_NODE_TOLERATIONS_${index}`,
    `${taint}:${effect}`,
  ]);
  const variables = { ...Object.fromEntries(asked), KUBERNETES_NODE_TOLERATIONS_9: "" };
  expect(pod({ node_tolerations_overwrite_allowed: ".*" }, variables).spec.tolerations).toEqual([
    ...expected,
    { operator: "Exists" },
  ]);
});
