import { kubernetesValues, pausePods, type KubernetesRunner } from "../test/chart/kubernetes-runner";
import { renderChart, type Json } from "../test/chart/render-chart";
import { mayDo, resourceOf, type Account } from "./access-review";
import { eventually } from "./eventually";
import { executorCalls, type Feature } from "./executor-calls";
import { KubeClient } from "./kube-client";
import { kubectl } from "./kubectl";
import { removeNamespace } from "./restricted-namespace";

const client = new KubeClient();

/** A manager, by the runner that it has, and the features that its rights are for. */
interface Manager {
  readonly runner: KubernetesRunner;
  readonly features: readonly Feature[];
}

const usual: readonly Feature[] = ["jobs", "attach", "warningEvents"];
const everything = Object.keys(executorCalls) as Feature[];
const managers = {
  usual: { runner: {}, features: usual },
  older: {
    runner: { flags: "FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY = true" },
    features: ["jobs", "warningEvents"],
  },
  "pause-pods": { runner: { kubernetes: pausePods() }, features: [...usual, "pausePods"] },
  budget: {
    runner: { kubernetes: 'namespace = "jobs"\npod_disruption_budget = true\nprint_pod_warning_events = false' },
    features: ["jobs", "attach", "podDisruptionBudget"],
  },
  everything: {
    runner: {
      flags: "FF_PRINT_POD_EVENTS = true\nFF_SUSPENDABLE_ENVIRONMENTS = true",
      kubernetes: `pod_disruption_budget = true\n${pausePods()}`,
    },
    features: everything,
  },
} as const satisfies Record<string, Manager>;

const home = (name: string) => `rbac-${name}`;
const jobsOf = (name: string) => `rbac-${name}-jobs`;
const accountOf = (name: string): Account => `${home(name)}/${name}-runner-manager`;
const stranger = "rbac-stranger";
const perJob = "per-job";
/** Of jobs, in the namespace of the usual manager's. */
const jobAccount: Account = `${jobsOf("usual")}/deploy`;

/** Only what rights are about is applied, and the namespaces: no pod is to start. */
const applied = ["Namespace", "ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

/** What a manager with this runner brings. Its jobs are in a namespace of their own, which the chart makes. */
function objectsOf(name: string, { flags, kubernetes = 'namespace = "jobs"' }: KubernetesRunner): Json[] {
  const jobs = jobsOf(name);
  const runner = { flags, kubernetes: kubernetes.replace('"jobs"', JSON.stringify(jobs)) };
  const namespace = { podSecurity: "baseline", serviceAccounts: { deploy: {} } };
  const values = { ...kubernetesValues(runner), jobs: { namespaces: { [jobs]: namespace } } };
  return renderChart(values, name, home(name)).objects.filter(({ kind }) => applied.includes(kind));
}

const clusterRights: Json[] = [];

beforeAll(async () => {
  const objects = [
    ...Object.entries(managers).flatMap(([name, { runner }]: [string, Manager]) => objectsOf(name, runner)),
    ...objectsOf(perJob, { kubernetes: 'namespace = "jobs"\nnamespace_per_job = true' }),
  ];
  clusterRights.push(...objects.filter(({ kind }) => kind.startsWith("ClusterRole")));
  const homes = [...Object.keys(managers), perJob].map(home);
  for (const name of [...homes, stranger]) {
    await eventually(`namespace ${name} is there, and an earlier one is not`, async () => {
      await client.ensure("/api/v1/namespaces", { metadata: { name } });
      return (await client.get(`/api/v1/namespaces/${name}`)).status.phase === "Active";
    });
  }
  kubectl(["apply", "--server-side", "--filename=-"], objects.map((object) => JSON.stringify(object)).join("\n"));
  // The API server takes a moment to know new rights.
  for (const name of Object.keys(managers)) {
    await eventually(`${name} has its rights`, () => mayDo(client, accountOf(name), "create pods", jobsOf(name)));
  }
  await eventually("rights in the whole cluster are known", () =>
    mayDo(client, accountOf(perJob), "create namespaces"),
  );
});

afterAll(async () => {
  for (const { kind, metadata } of clusterRights) {
    await client.delete(`/apis/rbac.authorization.k8s.io/v1/${kind.toLowerCase()}s/${metadata.name}`);
  }
  const names = [...Object.keys(managers), perJob].flatMap((name) => [home(name), jobsOf(name)]);
  await Promise.all([...names, stranger].map((name) => removeNamespace(client, name)));
});

/** Those of some calls that are allowed. */
async function allowedOf(account: Account, calls: readonly string[], namespace?: string): Promise<string[]> {
  const answers = await Promise.all(calls.map((call) => mayDo(client, account, call, namespace)));
  return calls.filter((_call, index) => answers[index]);
}

describe.each(Object.entries<Manager>(managers))("the manager with %s", (name, { features }) => {
  test("may make every request that its executor makes", async () => {
    const calls = features.flatMap((feature) => executorCalls[feature]);
    expect(calls.length).toBeGreaterThan(10);
    expect(await allowedOf(accountOf(name), calls, jobsOf(name))).toEqual(calls);
  });

  test("may make none that only other features make", async () => {
    const own = new Set<string>(features.flatMap((feature) => executorCalls[feature]));
    const others = everything.flatMap((feature) => executorCalls[feature]).filter((call) => !own.has(call));
    expect(others.length > 0).toBe(features !== everything);
    expect(await allowedOf(accountOf(name), others, jobsOf(name))).toEqual([]);
  });
});

test("to suspend an environment the manager may read its jobs' namespace, and no other", async () => {
  const account = accountOf("everything");
  const may = (namespace: string) => mayDo(client, account, "get namespaces", namespace, namespace);
  expect([await may(jobsOf("everything")), await may(home("everything")), await may("kube-system")]).toEqual([
    true,
    false,
    false,
  ]);
  expect(await mayDo(client, accountOf("usual"), "get namespaces", jobsOf("usual"), jobsOf("usual"))).toBe(false);
});

/** Requests that no manager may make where its jobs are, whatever its features. */
const besides = [
  ...["list secrets", "watch secrets", "patch secrets", "deletecollection secrets"],
  ...["update pods", "patch pods", "deletecollection pods", "update pods/ephemeralcontainers"],
  ...["create pods/portforward", "get pods/proxy", "create pods/eviction", "patch pods/status", "create pods/binding"],
  ...["create serviceaccounts", "update serviceaccounts", "list serviceaccounts", "create serviceaccounts/token"],
  ...["impersonate serviceaccounts", "list services", "update services", "delete services", "create events"],
  ...["create roles.rbac.authorization.k8s.io", "bind roles.rbac.authorization.k8s.io"],
  ...["escalate roles.rbac.authorization.k8s.io", "create rolebindings.rbac.authorization.k8s.io"],
  ...["update networkpolicies.networking.k8s.io", "delete networkpolicies.networking.k8s.io"],
  ...["create networkpolicies.networking.k8s.io", "update resourcequotas", "delete resourcequotas"],
  ...["update limitranges", "delete limitranges", "create jobs.batch", "create daemonsets.apps"],
  ...["patch deployments.apps", "update deployments.apps/scale", "list configmaps", "get persistentvolumeclaims"],
  ...["list poddisruptionbudgets.policy", "delete poddisruptionbudgets.policy", "get endpointslices.discovery.k8s.io"],
];

/** Requests that no manager may make of what is in no namespace. */
const clusterWide = [
  ...["get nodes", "list nodes", "get nodes/proxy", "patch nodes", "list namespaces", "create namespaces"],
  ...["patch namespaces", "delete namespaces", "create persistentvolumes", "create tokenreviews.authentication.k8s.io"],
  ...["create priorityclasses.scheduling.k8s.io", "get priorityclasses.scheduling.k8s.io"],
  ...["create clusterroles.rbac.authorization.k8s.io", "create clusterrolebindings.rbac.authorization.k8s.io"],
  ...["create certificatesigningrequests.certificates.k8s.io", "impersonate users", "impersonate groups"],
  ...["create validatingwebhookconfigurations.admissionregistration.k8s.io", "list pods", "list secrets"],
];

/** Requests that would reach the manager itself, its tokens and its configuration. */
const atHome = [
  ...["get secrets", "list secrets", "get configmaps", "update configmaps", "create pods", "get pods", "delete pods"],
  ...["create pods/exec", "get pods/log", "update statefulsets.apps", "update statefulsets.apps/scale"],
  ...["create deployments.apps", "get serviceaccounts", "create serviceaccounts/token"],
];

describe("the manager with everything", () => {
  const account = accountOf("everything");

  test("may do nothing else where its jobs are", async () => {
    expect(besides.length).toBeGreaterThan(20);
    expect(await allowedOf(account, besides, jobsOf("everything"))).toEqual([]);
  });

  test("may do nothing in the whole cluster", async () => {
    expect(await allowedOf(account, clusterWide)).toEqual([]);
  });

  test("may do nothing in its own namespace, where the tokens are", async () => {
    expect(await allowedOf(account, atHome, home("everything"))).toEqual([]);
  });

  test.each([stranger, "kube-system", jobsOf("usual")])(
    "may do nothing of its own in the namespace %s",
    async (where) => {
      const calls = everything.flatMap((feature) => executorCalls[feature]);
      expect(await allowedOf(account, calls, where)).toEqual([]);
    },
  );
});

test("the default account of a manager's namespace has none of its rights", async () => {
  const calls = executorCalls.jobs;
  expect(await allowedOf(`${home("usual")}/default`, calls, jobsOf("usual"))).toEqual([]);
});

test("an account of jobs may do nothing", async () => {
  const calls = [...everything.flatMap((feature) => executorCalls[feature]), ...besides];
  const account = await client.get(`/api/v1/namespaces/${jobsOf("usual")}/serviceaccounts/deploy`);
  expect(account.automountServiceAccountToken).toBe(false);
  expect(await allowedOf(jobAccount, calls, jobsOf("usual"))).toEqual([]);
});

describe("the manager with a namespace for each job", () => {
  const account = accountOf(perJob);
  const ofNamespaces = ["create namespaces", "delete namespaces"];

  test("may make and remove them, and make every request in any", async () => {
    expect(await allowedOf(account, ofNamespaces)).toEqual(ofNamespaces);
    const calls = usual.flatMap((feature) => executorCalls[feature]);
    expect(await allowedOf(account, calls, "ci-job-12345")).toEqual(calls);
  });

  test("may do nothing else", async () => {
    const known = [...ofNamespaces, ...usual.flatMap((feature) => executorCalls[feature])];
    const rest = [...besides, ...clusterWide].filter((call) => !known.includes(call));
    expect(rest.length).toBeGreaterThan(20);
    expect(await allowedOf(account, rest, "ci-job-12345")).toEqual([]);
    expect(await allowedOf(account, rest)).toEqual([]);
  });
});

test("what is asked for exists: a typo would be denied to everybody", async () => {
  const calls = [...everything.flatMap((feature) => executorCalls[feature]), ...besides, ...clusterWide, ...atHome];
  const { groups } = await client.get("/apis");
  const rootOf = (group: string) =>
    group === "" ? "/api/v1" : `/apis/${groups.find(({ name }: Json) => name === group).preferredVersion.groupVersion}`;
  const served = new Map<string, readonly string[]>();
  for (const group of new Set(calls.map((call) => resourceOf(call).group))) {
    const { resources } = await client.get(rootOf(group));
    resources.forEach(({ name, verbs }: Json) => served.set(`${group} ${name}`, verbs));
  }
  // Verbs of who may pass on what, and the names of people, are no requests for an object.
  const virtual = ["impersonate", "bind", "escalate"];
  const unknown = calls.filter((call) => {
    const { verb, group, resource, subresource } = resourceOf(call);
    const verbs = served.get(`${group} ${resource}${subresource ? `/${subresource}` : ""}`) ?? [];
    return !virtual.includes(verb) && !verbs.includes(verb);
  });
  expect(unknown).toEqual([]);
});
