import { PodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";
import { PrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import { StatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import { Job } from "kubernetes-models/batch/v1/Job";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { ClusterRole } from "kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole";
import { ClusterRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding";
import { Role } from "kubernetes-models/rbac.authorization.k8s.io/v1/Role";
import { RoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding";
import { PriorityClass } from "kubernetes-models/scheduling.k8s.io/v1/PriorityClass";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { LimitRange } from "kubernetes-models/v1/LimitRange";
import { Namespace } from "kubernetes-models/v1/Namespace";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import { Pod } from "kubernetes-models/v1/Pod";
import { ResourceQuota } from "kubernetes-models/v1/ResourceQuota";
import { Service } from "kubernetes-models/v1/Service";
import { ServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { kubernetesValues, pausePods } from "./kubernetes-runner";
import { chartFolder, ciValues, renderChart, type Json } from "./render-chart";

/** What each kind of the chart's objects is held against. The schemas let unknown keys pass; a control plane does not. */
const models = [
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  Job,
  LimitRange,
  Namespace,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  PodDisruptionBudget,
  PodMonitor,
  PriorityClass,
  PrometheusRule,
  ResourceQuota,
  Role,
  RoleBinding,
  Service,
  ServiceAccount,
  ServiceMonitor,
  StatefulSet,
];

/** Kinds for which the packages of schemas have none; their tests compare them whole. */
const withoutSchema = ["cilium.io/v2 CiliumNetworkPolicy"];

const kindOf = ({ apiVersion, kind }: Json) => `${apiVersion} ${kind}`;

/** Throws what is wrong with an object. */
function validate(object: Json): void {
  const { name } = object.metadata;
  const kind = kindOf(object);
  if (withoutSchema.includes(kind)) {
    return;
  }
  const Model: (new (data: Json) => { validate(): void }) | undefined = models.find((model) => kindOf(model) === kind);
  if (Model === undefined) {
    throw new Error(`${name}: kind must be one with a schema in this test, got ${kind}; add its model`);
  }
  try {
    new Model(object).validate();
  } catch (error) {
    throw new Error(`${kind} ${name}: ${(error as Error).message}`);
  }
}

const rendered: [string, Json][] = [
  ...readdirSync(join(chartFolder, "ci")).map((file): [string, Json] => [
    `ci/${file}`,
    ciValues(file.replace("-values.yaml", "")),
  ]),
  ["ServiceMonitor", { ...ciValues("monitoring"), monitoring: { enabled: true, monitor: "ServiceMonitor" } }],
  ["namespaces for each job", kubernetesValues({ kubernetes: `namespace_per_job = true\n${pausePods()}` })],
];

let objects: Map<string, Json[]>;
beforeAll(() => {
  objects = new Map(rendered.map(([name, values]) => [name, renderChart(values).objects]));
});

test.each(rendered.map(([name]) => name))("with %s every object fits the schema of its kind", (name) => {
  const found = objects.get(name) ?? [];
  expect(found.length).toBeGreaterThanOrEqual(5);
  found.forEach(validate);
});

test("every schema is used", () => {
  const kinds = new Set([...objects.values()].flat().map(kindOf));
  expect([...kinds].sort()).toEqual([...models.map(kindOf), ...withoutSchema].sort());
});

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
const statefulSet = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "a" },
  spec: {
    selector: { matchLabels: { a: "b" } },
    serviceName: "a",
    template: { metadata: { labels: { a: "b" } }, spec: { containers: [{ image: "a" }] } },
  },
};

test.each<[string, Json, string | RegExp]>([
  [
    "a kind without a schema",
    { ...configMap, kind: "Gadget" },
    "a: kind must be one with a schema in this test, got v1 Gadget",
  ],
  [
    "a kind of another version",
    { ...configMap, apiVersion: "v2" },
    "a: kind must be one with a schema in this test, got v2 ConfigMap",
  ],
  ["a value of a wrong type", { ...configMap, data: { a: 1 } }, /^v1 ConfigMap a: .*data\/a must be string/],
  [
    "a container without a name",
    statefulSet,
    /^apps\/v1 StatefulSet a: .*containers\/0 must have required property name$/,
  ],
])("%s is found", (_name, object, message) => {
  expect(() => validate(object)).toThrow(message);
});
