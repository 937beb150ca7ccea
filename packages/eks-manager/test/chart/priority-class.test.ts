import { parse } from "smol-toml";
import { kubernetesValues, pausePods } from "./kubernetes-runner";
import { ciValues, renderChart, valuesWith, type Json } from "./render-chart";

const name = "ci-linux-runner-manager-pause";
const line = `pause_pod_priority_class_name = "${name}"`;

const classesOf = (values: Json) => renderChart(values).objects.filter(({ kind }) => kind === "PriorityClass");
/** The text of config.toml that the manager gets. */
const tomlOf = (values: Json): string => renderChart(values).configMap.data["config.toml"];
/** The name that each runner's pause pods get, or undefined. */
const namesIn = (toml: string) =>
  (parse(toml) as Json).runners.map((runner: Json) => runner.kubernetes.autoscaler?.pause_pod_priority_class_name);

describe("for pause pods without a PriorityClass", () => {
  const values = kubernetesValues({ kubernetes: pausePods("max_pause_pods = 3") });

  test("the chart makes one that loses against every other pod and displaces none", () => {
    const [found, ...more] = classesOf(values);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      apiVersion: "scheduling.k8s.io/v1",
      metadata: { name },
      value: -1,
      globalDefault: false,
      preemptionPolicy: "Never",
    });
  });

  test("its name is added to config.toml, and nothing else changes", () => {
    const toml = tomlOf(values);
    expect(namesIn(toml)).toEqual([name]);
    expect(toml.replace(`      ${line}\n`, "")).toBe(values.config.toml);
  });

  test("releases of one name in two namespaces have classes of different names", () => {
    const found = renderChart(values, "linux", "other").objects.find(({ kind }) => kind === "PriorityClass");
    expect(found.metadata.name).toBe("other-linux-runner-manager-pause");
  });

  test("the preflight tries the configuration that the manager gets", () => {
    const { objects } = renderChart(values);
    const job = objects.find(({ kind }) => kind === "Job");
    expect(job.spec.template.metadata.annotations["runner-fleet/config.toml"]).toBe(tomlOf(values));
  });
});

test("only the runners that lack a name get one", () => {
  const values = kubernetesValues(
    { kubernetes: pausePods('pause_pod_priority_class_name = "mine"') },
    { kubernetes: 'namespace = "jobs"' },
    { kubernetes: pausePods() },
    { kubernetes: 'namespace = "jobs"\n[runners.kubernetes.autoscaler]\nmax_pause_pods = 1' },
    { kubernetes: `host = "https://other.example.com"\n${pausePods()}` },
    { kubernetes: pausePods() },
  );
  expect(namesIn(tomlOf(values))).toEqual(["mine", undefined, name, undefined, undefined, name]);
  expect(classesOf(values)).toHaveLength(1);
});

test.each([
  ["a header with blanks and a comment", "[ runners . kubernetes.autoscaler ] # spare room"],
  ["a header with tabs before it", "\t\t[runners.kubernetes.autoscaler]"],
  ["a header at the start of its line", "[runners.kubernetes.autoscaler]"],
])("%s is found", (_name, header) => {
  const kubernetes = pausePods().replace(/ *\[runners\.kubernetes\.autoscaler\]/, header);
  expect(namesIn(tomlOf(kubernetesValues({ kubernetes })))).toEqual([name]);
});

test("lines that end as on Windows stay as they are", () => {
  const { config, ...values } = kubernetesValues({ kubernetes: pausePods() });
  const toml = config.toml.replaceAll("\n", "\r\n");
  expect(namesIn(tomlOf({ ...values, config: { toml } }))).toEqual([name]);
});

test("a header in a comment is none", () => {
  const runner = "# [runners.kubernetes.autoscaler]";
  expect(namesIn(tomlOf(kubernetesValues({ runner, kubernetes: pausePods() })))).toEqual([name]);
});

test.each([
  ["no PriorityClass is made for machines", ciValues("default")],
  [
    "no PriorityClass is made for pause pods that have one",
    kubernetesValues({ kubernetes: pausePods('pause_pod_priority_class_name = "mine"') }),
  ],
  [
    "no PriorityClass is made without a policy, which keeps no pods",
    kubernetesValues({ kubernetes: 'namespace = "jobs"\n[runners.kubernetes.autoscaler]\nmax_pause_pods = 1' }),
  ],
  [
    "no PriorityClass is made with rbac.create off, when GitLab Runner may make its own",
    { ...kubernetesValues({ kubernetes: pausePods() }), rbac: { create: false } },
  ],
  [
    "an executor of machines keeps no pause pods",
    valuesWith({
      config: {
        toml: `${ciValues("default").config.toml}\n[runners.kubernetes.autoscaler]\n[[runners.kubernetes.autoscaler.policy]]\nidle_count = 1\n`,
      },
    }),
  ],
])("%s, and config.toml stays byte for byte", (_name, values) => {
  expect(classesOf(values)).toEqual([]);
  expect(tomlOf(values)).toBe(values.config.toml);
});

const policy = "policy = [{ idle_count = 1 }]";

test.each([
  ["an inline table", `namespace = "jobs"\nautoscaler = { ${policy} }`],
  ["dotted keys", `namespace = "jobs"\nautoscaler.${policy}`],
  [
    "a policy without a header above it",
    'namespace = "jobs"\n[[runners.kubernetes.autoscaler.policy]]\nidle_count = 1',
  ],
  ["a header in quotes", `namespace = "jobs"\n[runners."kubernetes".autoscaler]\n${policy}`],
  ["an empty name", pausePods('pause_pod_priority_class_name = ""')],
  [
    "a header in a script before the real one",
    `namespace = "jobs"\nimage = """\n[runners.kubernetes.autoscaler]\n"""\n[runners.kubernetes.autoscaler]\n${policy}`,
  ],
])("%s is refused, since the name can't be added without a doubt", (_name, kubernetes) => {
  expect(() => renderChart(kubernetesValues({ kubernetes }))).toThrow(
    "config.toml: [runners.kubernetes.autoscaler] must be a line of its own for each runner with pause pods, got " +
      `another notation; write the header, and below it ${line}`,
  );
});

test.each([
  ["an inline table", `namespace = "jobs"\nautoscaler = { ${policy}, pause_pod_priority_class_name = "mine" }`],
  [
    "a header in quotes",
    `namespace = "jobs"\n[runners."kubernetes".autoscaler]\n${policy}\npause_pod_priority_class_name = "mine"`,
  ],
])("%s that has the name is left alone", (_name, kubernetes) => {
  const values = kubernetesValues({ kubernetes });
  expect(tomlOf(values)).toBe(values.config.toml);
});
