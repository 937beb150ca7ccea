import { readdirSync } from "node:fs";
import { join } from "node:path";
import { kubernetesValues, pausePods } from "./kubernetes-runner";
import { chartFolder, ciValues, renderChart, type Json } from "./render-chart";

const kinds = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];
const ofKind = (objects: Json[], kind: string) => objects.filter((object) => object.kind === kind);

/** Rights that the one rendered role of a kind gives, as `group/resource: verbs` and sorted. */
function rightsOf(values: Json, kind = "Role"): string[] {
  const roles = ofKind(renderChart(values).objects, kind);
  if (roles.length !== 1) {
    throw new Error(`the chart must render one ${kind}, got ${roles.length}`);
  }
  return roles[0].rules
    .flatMap(({ apiGroups, resources, verbs }: Json) =>
      apiGroups.flatMap((group: string) =>
        resources.map((resource: string) => `${group === "" ? "" : `${group}/`}${resource}: ${verbs.join(" ")}`),
      ),
    )
    .sort();
}

/** What a runner with GitLab Runner's defaults needs. */
const usual = [
  "events: list",
  "pods: create delete get list watch",
  "pods/attach: create delete get patch",
  "pods/exec: create delete get patch",
  "pods/log: get list",
  "secrets: create delete get update",
  "serviceaccounts: get",
  "services: create get",
].sort();
const resourceOf = (right: string) => right.split(":")[0] ?? "";
const usualWithout = (...resources: string[]) => usual.filter((right) => !resources.includes(resourceOf(right)));
/** The usual rights with these added, or in place of those to the same resource. */
const usualWith = (...rights: string[]) => [...usualWithout(...rights.map(resourceOf)), ...rights].sort();

test("a runner without settings of its own gets the rights of GitLab Runner's defaults, and no more", () => {
  expect(rightsOf(kubernetesValues({}))).toEqual(usual);
});

const legacy = "FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY = true";

test.each([
  ["without events in the log", { kubernetes: "print_pod_warning_events = false" }, usualWithout("events")],
  ["with events in the log as they happen", { flags: "FF_PRINT_POD_EVENTS = true" }, usualWith("events: list watch")],
  [
    "with only those events",
    { flags: "FF_PRINT_POD_EVENTS = true", kubernetes: "print_pod_warning_events = false" },
    usualWith("events: watch"),
  ],
  [
    "with a flag from the runner's environment",
    { runner: 'environment = ["A=b", "FF_PRINT_POD_EVENTS=1"]' },
    usualWith("events: list watch"),
  ],
  [
    "with a flag that is off whatever the environment says",
    { runner: 'environment = ["FF_PRINT_POD_EVENTS=true"]', flags: "FF_PRINT_POD_EVENTS = false" },
    usual,
  ],
  ["with the older strategy", { flags: legacy }, usualWithout("pods/attach", "pods/log")],
  [
    "with the older strategy in the environment, which a job can undo",
    { runner: 'environment = ["FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=true"]' },
    usual,
  ],
  [
    "with the older strategy and pods that must be reachable",
    { flags: `${legacy}\nFF_WAIT_FOR_POD_TO_BE_REACHABLE = true` },
    usualWith("pods/log: get").filter((right) => resourceOf(right) !== "pods/attach"),
  ],
  [
    "with the older strategy and entrypoints",
    { flags: `${legacy}\nFF_KUBERNETES_HONOR_ENTRYPOINT = true` },
    usualWithout("pods/attach"),
  ],
  [
    "with the older strategy and scripts as steps",
    { flags: `${legacy}\nFF_CONCRETE = true` },
    usualWith("pods/log: get").filter((right) => resourceOf(right) !== "pods/attach"),
  ],
  [
    "with a disruption budget for each job",
    { kubernetes: "pod_disruption_budget = true" },
    usualWith("policy/poddisruptionbudgets: create get"),
  ],
  [
    "with environments that can be suspended",
    { flags: "FF_SUSPENDABLE_ENVIRONMENTS = true" },
    usualWith("configmaps: create delete get update", "namespaces: get", "persistentvolumeclaims: create delete"),
  ],
  ["with pause pods", { kubernetes: pausePods() }, usualWith("apps/deployments: create delete get list update")],
  [
    "with an autoscaler without a policy, which keeps no pods",
    { kubernetes: 'namespace = "jobs"\n[runners.kubernetes.autoscaler]\nmax_pause_pods = 5' },
    usual,
  ],
])("a runner %s gets the rights for that", (_name, runner, rights) => {
  expect(rightsOf(kubernetesValues(runner))).toEqual(rights);
});

test("with every feature the rights are the list that GitLab documents, but for the PriorityClass", () => {
  const everything = {
    flags: `FF_PRINT_POD_EVENTS = true
      FF_KUBERNETES_HONOR_ENTRYPOINT = true
      FF_WAIT_FOR_POD_TO_BE_REACHABLE = true
      FF_CONCRETE = true
      FF_SUSPENDABLE_ENVIRONMENTS = true`,
    kubernetes: `pod_disruption_budget = true\n${pausePods()}`,
  };
  expect(rightsOf(kubernetesValues(everything))).toEqual(
    usualWith(
      "apps/deployments: create delete get list update",
      "configmaps: create delete get update",
      "events: list watch",
      "namespaces: get",
      "persistentvolumeclaims: create delete",
      "policy/poddisruptionbudgets: create get",
    ),
  );
});

test("the rights are in the jobs' namespace and given to the manager's service account", () => {
  const { objects, pod } = renderChart(kubernetesValues({}), "linux", "ci");
  const [role] = ofKind(objects, "Role");
  const [binding] = ofKind(objects, "RoleBinding");
  expect(objects.filter(({ kind }) => kinds.includes(kind))).toHaveLength(2);
  expect(role.metadata).toMatchObject({ name: "ci-linux-runner-manager", namespace: "jobs" });
  expect(binding.metadata).toMatchObject({ name: "ci-linux-runner-manager", namespace: "jobs" });
  expect(binding.roleRef).toEqual({ apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name });
  expect(binding.subjects).toEqual([{ kind: "ServiceAccount", name: pod.serviceAccountName, namespace: "ci" }]);
});

test("without a namespace the rights are where GitLab Runner then makes pods, in default", () => {
  const { objects } = renderChart(kubernetesValues({ kubernetes: 'image = "alpine:3.22"' }), "linux", "ci");
  expect(ofKind(objects, "Role").map(({ metadata }) => metadata.namespace)).toEqual(["default"]);
  expect(ofKind(objects, "RoleBinding").map(({ metadata }) => metadata.namespace)).toEqual(["default"]);
});

test("each namespace has a role of its own, with the rights of its runners together", () => {
  const { objects } = renderChart(
    kubernetesValues(
      { kubernetes: 'namespace = "one"' },
      { kubernetes: 'namespace = "two"' },
      { kubernetes: 'namespace = "one"\npod_disruption_budget = true\nprint_pod_warning_events = false' },
    ),
  );
  const resources = ofKind(objects, "Role").map(({ metadata, rules }) => [
    metadata.namespace,
    rules.flatMap((rule: Json) => rule.resources).filter((name: string) => !usual.map(resourceOf).includes(name)),
    rules.length,
  ]);
  expect(resources).toEqual([
    ["one", ["poddisruptionbudgets"], usual.length + 1],
    ["two", [], usual.length],
  ]);
  expect(ofKind(objects, "RoleBinding").map(({ metadata }) => metadata.namespace)).toEqual(["one", "two"]);
});

describe("with a namespace for each job", () => {
  const perJob = { kubernetes: 'namespace = "jobs"\nnamespace_per_job = true' };

  test("the rights hold in the whole cluster, and namespaces can be made and removed", () => {
    const { objects, pod } = renderChart(kubernetesValues(perJob), "linux", "ci");
    expect(objects.map(({ kind }) => kind).filter((kind) => kinds.includes(kind))).toEqual([
      "ClusterRole",
      "ClusterRoleBinding",
    ]);
    const [binding] = ofKind(objects, "ClusterRoleBinding");
    const name = "ci-linux-runner-manager";
    expect(ofKind(objects, "ClusterRole")[0].metadata.name).toBe(name);
    expect(binding.metadata.name).toBe(name);
    expect(binding.roleRef).toEqual({ apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name });
    expect(binding.subjects).toEqual([{ kind: "ServiceAccount", name: pod.serviceAccountName, namespace: "ci" }]);
    expect(rightsOf(kubernetesValues(perJob), "ClusterRole")).toEqual(usualWith("namespaces: create delete"));
  });

  test("pause pods stay in the namespace of the configuration", () => {
    const values = kubernetesValues({ kubernetes: `namespace_per_job = true\n${pausePods()}` });
    expect(rightsOf(values, "ClusterRole")).toEqual(usualWith("namespaces: create delete"));
    expect(rightsOf(values)).toEqual(["apps/deployments: create delete get list update"]);
  });

  test("another runner keeps its role", () => {
    const values = kubernetesValues(perJob, { kubernetes: 'namespace = "two"' });
    expect(rightsOf(values)).toEqual(usual);
    expect(rightsOf(values, "ClusterRole")).toEqual(usualWith("namespaces: create delete"));
  });
});

test.each([
  ["machines", ciValues("default")],
  ["pods of another cluster", kubernetesValues({ kubernetes: 'host = "https://other.example.com"' })],
  ["rbac.create off", { ...kubernetesValues({ kubernetes: pausePods() }), rbac: { create: false } }],
])("a manager with %s gets no role", (_name, values) => {
  const { objects } = renderChart(values);
  expect(objects.length).toBeGreaterThan(0);
  expect(objects.map(({ kind }) => kind).filter((kind) => kinds.includes(kind))).toEqual([]);
});

test.each([
  ["a table as text", { kubernetes: 'namespace = "jobs"\nautoscaler = "none"' }],
  ["flags that are no truth values", { flags: 'FF_PRINT_POD_EVENTS = "yes"' }],
  ["an environment that is no list", { runner: 'environment = "FF_PRINT_POD_EVENTS=true"' }],
])("%s gives no right and does not stop the chart", (_name, runner) => {
  expect(rightsOf(kubernetesValues(runner))).toEqual(usual);
});

test("no ci file renders a wildcard, and none a right in the whole cluster", () => {
  const names = readdirSync(join(chartFolder, "ci")).map((file) => file.replace("-values.yaml", ""));
  const roles = names.flatMap((name) =>
    renderChart(ciValues(name)).objects.filter(({ kind }) => kinds.includes(kind) && kind.endsWith("Role")),
  );
  expect(roles.length).toBeGreaterThan(0);
  expect(roles.map(({ kind }) => kind)).not.toContain("ClusterRole");
  expect(JSON.stringify(roles.map(({ rules }) => rules))).not.toContain("*");
});

test.each([
  [
    "pause pods without a namespace",
    pausePods().replace('namespace = "jobs"', ""),
    "config.toml, runners[0]: namespace must be set in [runners.kubernetes] where it has an autoscaler, got none; " +
      "pause pods are made there and in no default namespace",
  ],
  [
    "the PriorityClass that GitLab Runner makes itself",
    pausePods('pause_pod_priority_class_name = "gitlab-runner-idle-capacity"'),
    "config.toml, runners[0]: pause_pod_priority_class_name must be a PriorityClass of yours, got " +
      "gitlab-runner-idle-capacity; leave it out and the chart makes one",
  ],
])("%s is refused", (_name, kubernetes, message) => {
  expect(() => renderChart(kubernetesValues({ kubernetes }))).toThrow(message);
});
