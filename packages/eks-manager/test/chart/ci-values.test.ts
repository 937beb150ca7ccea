import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { chartFolder, ciValues, helm, type HelmMajor, type Json } from "./render-chart";

const everyManager = ["ConfigMap", "Job", "Pod", "Service", "StatefulSet"];
const withAccount = [...everyManager, "ServiceAccount"];
const policies = ["NetworkPolicy", "NetworkPolicy", "NetworkPolicy", "PodDisruptionBudget"];

/** What each file is for, by the kinds of the objects that it makes. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  "air-gapped": withAccount,
  default: withAccount,
  full: [
    ...withAccount,
    ...policies,
    ...["CiliumNetworkPolicy", "ConfigMap", "ConfigMap", "ConfigMap", "PersistentVolumeClaim"],
    ...["PriorityClass", "PrometheusRule", "Role", "RoleBinding", "ServiceMonitor"],
    ...["CiliumNetworkPolicy", "ConfigMap", "LimitRange", "NetworkPolicy", "ResourceQuota", "ServiceAccount"],
  ],
  hardened: [...withAccount, ...policies],
  irsa: withAccount,
  "job-namespaces": [
    ...withAccount,
    ...["ConfigMap", "ConfigMap", "LimitRange", "PriorityClass", "ResourceQuota", "ServiceAccount", "ServiceAccount"],
    ...["Namespace", "Namespace", "Namespace", "NetworkPolicy", "NetworkPolicy", "NetworkPolicy"],
    ...["NetworkPolicy", "NetworkPolicy", "NetworkPolicy", "Role", "Role", "Role"],
    ...["CiliumNetworkPolicy", "CiliumNetworkPolicy", "CiliumNetworkPolicy"],
    ...["RoleBinding", "RoleBinding", "RoleBinding"],
  ],
  "kubernetes-executor": [...withAccount, "PriorityClass", "Role", "RoleBinding"],
  monitoring: [...withAccount, "ConfigMap", "PodMonitor", "PrometheusRule"],
  "pod-identity": everyManager,
  "several-fleets": withAccount,
  volume: [...withAccount, "PersistentVolumeClaim"],
};

const clusterScoped = ["ClusterRole", "ClusterRoleBinding", "Namespace", "PriorityClass"];
/** In a namespace of jobs alone. */
const inJobsNamespace = ["LimitRange", "ResourceQuota", "Role", "RoleBinding"];

/** The namespaces that config.toml names. */
const namespacesOfJobs = (name: string): string[] =>
  [...ciValues(name).config.toml.matchAll(/^ *namespace = "(.*)"$/gm)].map(([, namespace]) => namespace!);

const render = (name: string, major: HelmMajor): Json[] =>
  parseAllDocuments(helm(["template", "linux", chartFolder, "--namespace", "elsewhere"], ciValues(name), major)).map(
    (document) => document.toJS(),
  );

test("there is a file of values for each way to run the chart", () => {
  const names = readdirSync(join(chartFolder, "ci")).map((file) => file.replace("-values.yaml", ""));
  expect(names).toEqual(Object.keys(kindsOf));
});

describe.each(Object.entries(kindsOf))("with the %s values", (name, kinds) => {
  test.each([3, 4] as const)("helm %i finds nothing to say, strictly", (major) => {
    const said = helm(["lint", "--strict", chartFolder], ciValues(name), major);
    expect(said).toContain("1 chart(s) linted, 0 chart(s) failed");
  });

  let byThree: Json[];
  let byFour: Json[];
  beforeAll(() => {
    byThree = render(name, 3);
    byFour = render(name, 4);
  });

  test("helm 3 and 4 render the same", () => {
    expect(byThree).toEqual(byFour);
  });

  test("there is an object of each kind that they are for, and no other", () => {
    expect(byFour.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
  });

  test("every object of the chart is in the release's namespace, but for what has none or belongs to the jobs", () => {
    const extra = (ciValues(name).extraObjects ?? []).map(({ metadata }: Json) => metadata.name);
    const own = byFour.filter(({ metadata }) => !extra.includes(metadata.name));
    const jobs = namespacesOfJobs(name);
    const strays = own.filter(({ kind, metadata: { namespace } }) => {
      const isForJobs = jobs.includes(namespace);
      const isRight = clusterScoped.includes(kind)
        ? namespace === undefined
        : inJobsNamespace.includes(kind)
          ? isForJobs
          : isForJobs || namespace === "elsewhere";
      return !isRight;
    });
    expect(own.length).toBeGreaterThan(4);
    expect(strays).toEqual([]);
  });
});
