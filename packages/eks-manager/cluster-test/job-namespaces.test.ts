import { kubernetesValues } from "../test/chart/kubernetes-runner";
import { ciValues, type Json } from "../test/chart/render-chart";
import { eventually } from "./eventually";
import { objectsIn } from "./cluster-objects";
import { HelmRelease } from "./helm-release";
import { KubeClient, type Answer } from "./kube-client";
import { refusalsIn } from "./lifecycle";
import { makePrerequisites } from "./prerequisites";
import { endPod, removeNamespace, restrictedNamespace } from "./restricted-namespace";

const client = new KubeClient();
const jobs = "job-namespaces-jobs";
const release = new HelmRelease(client, "job-namespaces");
const other = new HelmRelease(client, "job-namespaces-other");

const namespace = {
  resourceQuota: { pods: 2, "requests.memory": "1Gi" },
  limitRange: { defaultRequest: { memory: "128Mi" }, default: { memory: "256Mi" }, max: { memory: "512Mi" } },
  serviceAccounts: { deploy: { annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/a" } } },
  caCertificates: true,
  networkPolicy: {},
};
const { caCertificates } = ciValues("full");

/** Values of a manager without a preflight, whose pod waits for a node that never comes. */
const valuesWith = (namespaces: Json, lines = `namespace = "${jobs}"`): Json => ({
  ...kubernetesValues({ kubernetes: lines }),
  preflight: { enabled: false },
  nodeSelector: { "runner-fleet/cluster-test": "no-node" },
  caCertificates,
  jobs: { namespaces },
});
const values = valuesWith({ [jobs]: namespace });

/** What meets the restricted standard, as a job does with the profile of that name. */
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: "RuntimeDefault" },
};
const podOf = (name: string, container: Json = {}): Json => ({
  metadata: { name },
  spec: { containers: [{ name: "build", image: "alpine:3.22", securityContext: restricted, ...container }] },
});
const root = { securityContext: { ...restricted, runAsNonRoot: false, runAsUser: 0 } };
const makePod = (pod: Json): Promise<Answer> => client.send("POST", `/api/v1/namespaces/${jobs}/pods`, pod);
const endPods = async () => {
  for (const { metadata } of await client.list(`/api/v1/namespaces/${jobs}/pods`)) {
    await endPod(client, jobs, metadata.name);
  }
};

/** What a release makes in a namespace of jobs whoever has made that. */
const ownOf = ({ name }: HelmRelease): string[] => [
  `ConfigMap/${name}-runner-manager-ca`,
  `Role/${name}-${name}-runner-manager`,
  `RoleBinding/${name}-${name}-runner-manager`,
];
/** What the first release makes there besides, for all of them. */
const shared = [
  ...["LimitRange", "NetworkPolicy", "ResourceQuota"].map((kind) => `${kind}/${release.name}-runner-manager-jobs`),
  "ServiceAccount/deploy",
];
const namespaceThere = () => client.find(`/api/v1/namespaces/${jobs}`);

beforeAll(async () => {
  await makePrerequisites(client, release.name, values);
  await restrictedNamespace(client, other.name);
  await release.install(values);
  await eventually("the quota is counted, and pods have an account", async () => {
    const [quota] = await client.list(`/api/v1/namespaces/${jobs}/resourcequotas`);
    const account = await client.find(`/api/v1/namespaces/${jobs}/serviceaccounts/default`);
    return quota?.status?.used !== undefined && account !== undefined;
  });
});
afterEach(endPods);
afterAll(() => Promise.all([release.name, other.name, jobs].map((name) => removeNamespace(client, name))));

test("a pod that meets the standard is taken, with the requests and limits that it did not say", async () => {
  const { status, body } = await makePod(podOf("good"));
  expect(status).toBe(201);
  expect(body.spec.containers[0].resources).toEqual({ requests: { memory: "128Mi" }, limits: { memory: "256Mi" } });
});

test("a pod that does not meet it is refused", async () => {
  const { status, body } = await makePod(podOf("root", root));
  expect(body.message).toContain('violates PodSecurity "restricted:latest": runAsNonRoot != true');
  expect(status).toBe(403);
});

test("a container above the maximum is refused", async () => {
  const { status, body } = await makePod(podOf("large", { resources: { limits: { memory: "2Gi" } } }));
  expect(body.message).toContain("maximum memory usage per Container is 512Mi");
  expect(status).toBe(403);
});

test("a pod above the quota is refused", async () => {
  const answers = [await makePod(podOf("one")), await makePod(podOf("two")), await makePod(podOf("three"))];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 403]);
  expect(answers[2]!.body.message).toContain(`exceeded quota: ${release.name}-runner-manager-jobs, requested: pods=1`);
});

test("a job with an account of its own gets no token of the cluster", async () => {
  const { spec, ...pod } = podOf("deploy");
  const { status, body } = await makePod({ ...pod, spec: { ...spec, serviceAccountName: "deploy" } });
  expect(status).toBe(201);
  expect(body.spec.serviceAccountName).toBe("deploy");
  expect(body.spec.volumes ?? []).toEqual([]);
});

test("a second release can't make the same namespace, and Helm says so before it makes anything", async () => {
  const { status, stderr } = await other.attempt("install", values);
  expect(stderr).toContain(`Namespace "${jobs}"`);
  expect(stderr).toContain("exists and cannot be imported into the current release");
  expect(status).toBe(1);
  expect(await objectsIn(client, jobs)).toEqual([...ownOf(release), ...shared].toSorted());
});

test("a second release shares it, and each has objects of its own", async () => {
  await other.install(valuesWith({ [jobs]: { create: false, caCertificates: true } }));
  expect(await objectsIn(client, jobs)).toEqual([...ownOf(release), ...ownOf(other), ...shared].toSorted());
  await other.uninstall();
  expect(await objectsIn(client, jobs)).toEqual([...ownOf(release), ...shared].toSorted());
});

test("another level holds for the next pod, and ends none that is there", async () => {
  await makePod(podOf("before"));
  await release.upgrade(valuesWith({ [jobs]: { ...namespace, podSecurity: "baseline" } }));
  expect((await makePod(podOf("after", root))).status).toBe(201);
  await release.upgrade(values);
  expect((await makePod(podOf("late", root))).status).toBe(403);
  expect(await podsThere()).toEqual(["after", "before"]);
});

test("a namespace that leaves the values stays with its jobs, and loses the rest", async () => {
  await makePod(podOf("running"));
  await release.upgrade(valuesWith({}, 'namespace = "job-namespaces-other"'));
  expect(await podsThere()).toEqual(["running"]);
  expect((await namespaceThere())?.status.phase).toBe("Active");
  expect(await objectsIn(client, jobs)).toEqual(["Pod/running"]);
});

test("the same release takes it as its own again", async () => {
  const { metadata } = await client.get(`/api/v1/namespaces/${jobs}`);
  await release.upgrade(values);
  expect((await namespaceThere())?.metadata.uid).toBe(metadata.uid);
  expect(await objectsIn(client, jobs)).toEqual([...ownOf(release), ...shared].toSorted());
});

test("uninstalled, the release leaves the namespace and its jobs, and installed again it has them", async () => {
  await makePod(podOf("running"));
  const { metadata } = await client.get(`/api/v1/namespaces/${jobs}`);
  await release.uninstall();
  expect(await objectsIn(client, jobs)).toEqual(["Pod/running"]);
  expect((await namespaceThere())?.metadata.labels["pod-security.kubernetes.io/enforce"]).toBe("restricted");
  await release.install(values);
  expect((await namespaceThere())?.metadata.uid).toBe(metadata.uid);
  expect(await podsThere()).toEqual(["running"]);
});

/** A Deployment of pause pods as GitLab Runner 19.4 makes it: buildDeployment of its pause_pod_manager.go. */
const pauseDeployment = {
  metadata: { name: "runner-pause-a" },
  spec: {
    replicas: 1,
    selector: { matchLabels: { pause: "a" } },
    template: {
      metadata: { labels: { pause: "a" } },
      spec: {
        containers: [
          { name: "pause", image: "registry.k8s.io/pause:3.10", resources: { requests: { memory: "64Mi" } } },
        ],
        terminationGracePeriodSeconds: 0,
      },
    },
  },
};

// The chart's check of podSecurity relies on it.
test.each([
  ["restricted", "refuses", /violates PodSecurity "restricted:latest"/],
  ["baseline", "takes", /^taken$/],
  ["privileged", "takes", /^taken$/],
])("a namespace with the level %s %s pause pods", async (level, _verb, expected) => {
  const name = `job-namespaces-${level}`;
  const labels = { "pod-security.kubernetes.io/enforce": level };
  await eventually(`namespace ${name} is there, and an earlier one is not`, async () => {
    await client.ensure("/api/v1/namespaces", { metadata: { name, labels } });
    return (await client.get(`/api/v1/namespaces/${name}`)).status.phase === "Active";
  });
  await client.create(`/apis/apps/v1/namespaces/${name}/deployments`, pauseDeployment);
  const said = await eventually("the pod is made or refused", async () => {
    const [pod] = await client.list(`/api/v1/namespaces/${name}/pods`);
    const [message] = await refusalsIn(client, name);
    return (pod && "taken") || message;
  });
  await removeNamespace(client, name);
  expect(said).toMatch(expected);
});

async function podsThere(): Promise<string[]> {
  const pods = await client.list(`/api/v1/namespaces/${jobs}/pods`);
  return pods.map(({ metadata }) => metadata.name).toSorted();
}
