import { kubernetesValues } from "./kubernetes-runner";
import { ciValues, renderChart, type Json } from "./render-chart";

/** Values with two namespaces of jobs; the one that is given, and another that no runner uses. */
const withNamespace = (namespace: Json, more: Json = {}): Json => ({
  ...kubernetesValues({}),
  jobs: { namespaces: { jobs: namespace } },
  ...more,
});

const inJobs = (values: Json, release = "linux", namespace = "ci"): Json[] =>
  renderChart(values, release, namespace).objects.filter(
    ({ kind, metadata }) => metadata.namespace === "jobs" || kind === "Namespace",
  );
const namesOf = (objects: Json[]) => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`).toSorted();

/** What a release has there besides, for the manager's rights. */
const rights = ["Role/ci-linux-runner-manager", "RoleBinding/ci-linux-runner-manager"];

const everything = {
  resourceQuota: { pods: 10 },
  limitRange: { default: { memory: "1Gi" } },
  serviceAccounts: { deploy: {} },
  caCertificates: true,
  networkPolicy: {},
};
const { caCertificates } = ciValues("full");

test("without namespaces of jobs the chart makes nothing for them but the manager's rights", () => {
  expect(namesOf(inJobs(kubernetesValues({})))).toEqual(rights);
});

test("a namespace is made with the least that it can be", () => {
  const objects = inJobs(withNamespace({}));
  expect(namesOf(objects)).toEqual(["Namespace/jobs", ...rights]);
  const { metadata } = objects.find(({ kind }) => kind === "Namespace");
  expect(metadata.labels).toMatchObject({
    "pod-security.kubernetes.io/enforce": "restricted",
    "pod-security.kubernetes.io/warn": "restricted",
    "pod-security.kubernetes.io/audit": "restricted",
  });
  expect(metadata.annotations).toEqual({ "helm.sh/resource-policy": "keep" });
});

test.each(["baseline", "privileged"])("a namespace can enforce %s", (podSecurity) => {
  const [namespace] = inJobs(withNamespace({ podSecurity })).filter(({ kind }) => kind === "Namespace");
  const levels = Object.entries(namespace.metadata.labels).filter(([label]) => label.startsWith("pod-security."));
  expect(levels.map(([, level]) => level)).toEqual([podSecurity, podSecurity, podSecurity]);
});

test("labels and annotations of one's own are added", () => {
  const labels = { team: "web", "pod-security.kubernetes.io/enforce-version": "v1.34" };
  const [namespace] = inJobs(withNamespace({ labels, annotations: { "example.com/a": "b" } }));
  expect(namespace.metadata.labels).toMatchObject({ ...labels, "app.kubernetes.io/managed-by": "Helm" });
  expect(namespace.metadata.annotations).toEqual({ "helm.sh/resource-policy": "keep", "example.com/a": "b" });
});

test("all that it makes in a namespace, the accounts aside, is named after the release", () => {
  expect(namesOf(inJobs(withNamespace(everything, { caCertificates })))).toEqual([
    "ConfigMap/linux-runner-manager-ca",
    "LimitRange/linux-runner-manager-jobs",
    "Namespace/jobs",
    "NetworkPolicy/linux-runner-manager-jobs",
    "ResourceQuota/linux-runner-manager-jobs",
    ...rights,
    "ServiceAccount/deploy",
  ]);
});

test("in a namespace that exists it makes the rest, and not the namespace", () => {
  const names = namesOf(inJobs(withNamespace({ ...everything, create: false }, { caCertificates })));
  expect(names).not.toContain("Namespace/jobs");
  expect(names).toHaveLength(7);
});

test("two releases that share a namespace make nothing of the same name, if one of them makes what is shared", () => {
  const first = namesOf(inJobs(withNamespace(everything, { caCertificates })));
  const { serviceAccounts: _shared, ...own } = everything;
  const second = withNamespace({ ...own, create: false }, { caCertificates });
  for (const [release, namespace] of [
    ["other", "ci"],
    ["linux2", "elsewhere"],
  ]) {
    const names = namesOf(inJobs(second, release, namespace));
    expect(names).toHaveLength(6);
    expect(names.filter((name) => first.includes(name))).toEqual([]);
  }
});

test("releases of one name in two namespaces have rights of different names where their jobs are", () => {
  const names = namesOf(inJobs(kubernetesValues({}), "linux", "elsewhere"));
  expect(names).toHaveLength(2);
  expect(names.filter((name) => rights.includes(name))).toEqual([]);
});

const onlyOf = (kind: string, namespace: Json, more: Json = {}): Json => {
  const found = inJobs(withNamespace(namespace, more)).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

test("a quota is what Kubernetes takes as hard, and large numbers stay numbers", () => {
  const resourceQuota = { pods: 40, "requests.cpu": "40", "count/secrets": 1_000_000_000, "limits.memory": "2Ti" };
  expect(onlyOf("ResourceQuota", { resourceQuota }).spec).toEqual({
    hard: { pods: "40", "requests.cpu": "40", "count/secrets": "1000000000", "limits.memory": "2Ti" },
  });
});

test("a limit range is for each container", () => {
  const limitRange = { default: { cpu: 0.5, memory: "1Gi" }, max: { "ephemeral-storage": "10Gi" } };
  expect(onlyOf("LimitRange", { limitRange }).spec).toEqual({
    limits: [{ type: "Container", default: { cpu: "0.5", memory: "1Gi" }, max: { "ephemeral-storage": "10Gi" } }],
  });
});

test("a service account of jobs has a role in AWS if it is given one, and no token of the cluster", () => {
  const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/deploy" };
  const objects = inJobs(withNamespace({ serviceAccounts: { deploy: { annotations }, test: {} } }));
  const accounts = objects.filter(({ kind }) => kind === "ServiceAccount");
  expect(accounts.map(({ metadata }) => [metadata.name, metadata.annotations])).toEqual([
    ["deploy", annotations],
    ["test", undefined],
  ]);
  expect(accounts.map((account) => account.automountServiceAccountToken)).toEqual([false, false]);
});

test("the certificates are in each namespace that asks for them, under a name for mounting into jobs", () => {
  const values = {
    ...kubernetesValues({ kubernetes: 'namespace = "jobs"' }, { kubernetes: 'namespace = "more"' }),
    caCertificates,
    jobs: { namespaces: { jobs: { caCertificates: true }, more: {} } },
  };
  const maps = renderChart(values).objects.filter(({ kind, data }) => kind === "ConfigMap" && data["ca.crt"]);
  expect(maps.map(({ metadata, data }) => [metadata.name, metadata.namespace, data])).toEqual([
    ["linux-runner-manager-ca", "jobs", { "ca.crt": caCertificates.pem }],
  ]);
});

test("a namespace of jobs restarts no manager", () => {
  const podOf = (values: Json) => renderChart(values).statefulSet.spec.template;
  expect(podOf(withNamespace(everything, { caCertificates }))).toEqual(
    podOf({ ...kubernetesValues({}), caCertificates }),
  );
});
