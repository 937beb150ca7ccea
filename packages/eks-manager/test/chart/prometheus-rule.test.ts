import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { chartFolder, ciValues, renderChart, valuesWith, valuesWithToml, type Json } from "./render-chart";

const file = parse(readFileSync(join(chartFolder, "files/alerts.yaml"), "utf8"));
const alertsOf = (groups: Json[]): string[] =>
  groups.flatMap(({ rules }) => rules.map(({ alert }: Json) => alert).filter(Boolean));

/** Every PrometheusRule of a rendered chart. */
const rulesOf = (values: Json): Json[] =>
  renderChart(values).objects.filter((object) => object.kind === "PrometheusRule");

const monitored = (monitoring: Json = {}, values: Json = ciValues("default")): Json => {
  const [rule, ...more] = rulesOf({ ...values, monitoring: { enabled: true, ...monitoring } });
  expect(more).toEqual([]);
  return rule;
};
const alertOf = (rule: Json, name: string): Json =>
  rule.spec.groups.flatMap(({ rules }: Json) => rules).find(({ alert }: Json) => alert === name);

test("there are no alerts unless monitoring is on", () => {
  expect(rulesOf(ciValues("default"))).toEqual([]);
  expect(rulesOf(valuesWith({ monitoring: { enabled: false } }))).toEqual([]);
});

test("Prometheus finds the alerts by the labels it looks for, besides the chart's own", () => {
  const { metadata } = monitored({ labels: { release: "kube-prometheus-stack" } });
  expect(metadata).toMatchObject({ name: "linux-runner-manager", namespace: "ci" });
  expect(metadata.labels).toMatchObject({
    release: "kube-prometheus-stack",
    "app.kubernetes.io/instance": "linux",
    "app.kubernetes.io/name": "runner-manager",
  });
});

test("every alert of the file is there, as the file has it", () => {
  const { groups } = monitored().spec;
  expect(groups.map(({ name }: Json) => name)).toEqual(file.groups.map(({ name }: Json) => name));
  expect(alertsOf(groups)).toEqual(alertsOf(file.groups));
  const { expr, ...rest } = alertOf({ spec: file }, "QueueSlow");
  const { annotations, ...rendered } = alertOf(monitored(), "QueueSlow");
  expect(rendered).toEqual({
    ...rest,
    annotations: undefined,
    expr: expr.replaceAll('namespace="NAMESPACE",pod="MANAGER-0"', 'namespace="ci",pod="linux-runner-manager-0"'),
  });
  expect(annotations).toMatchObject(rest.annotations);
});

test("every query is about this release's pod and its fleets", () => {
  const rule = monitored({}, { ...ciValues("several-fleets"), fullnameOverride: "ci-runners" });
  const queries: string[] = rule.spec.groups.flatMap(({ rules }: Json) => rules.map(({ expr }: Json) => expr));
  expect(queries).toHaveLength(23);
  expect(queries.filter((expr) => /NAMESPACE|MANAGER|FLEETS/.test(expr))).toEqual([]);
  expect(queries.filter((expr) => expr.includes('namespace="ci",pod="ci-runners-0"'))).toHaveLength(23);
  const missing = queries.filter((expr) => expr.includes("runner_name=~"));
  expect(missing).toHaveLength(1);
  expect(missing[0]).toContain('runner_name=~"ci-amd64|ci-arm64"}');
});

test("a fleet's name is a name, whatever characters are in it", () => {
  const rule = monitored({}, valuesWithToml('name = "linux"\n', 'name = "a.b (\\"c\\") \\\\ d"\n'));
  const query = rule.spec.groups[1].rules.find(({ record }: Json) => record === "runner_manager:fleet_missing:polls");
  const pattern = JSON.parse(/runner_name=~("(?:\\.|[^"\\])*")/.exec(query.expr)![1]!);
  expect(pattern).toBe(String.raw`a\.b \("c"\) \\ d`);
  expect('a.b ("c") \\ d').toMatch(new RegExp(`^(?:${pattern})$`));
});

test("a manager without fleets has no alerts of fleets", () => {
  const { groups } = monitored({}, ciValues("kubernetes-executor")).spec;
  expect(groups.map(({ name }: Json) => name)).toEqual(["runner-manager"]);
  expect(alertsOf(groups)).toContain("DrainTooLong");
  expect(alertsOf(groups)).not.toContain("FleetingNotInitialised");
});

test("alerts can be left out by name, without what others need of them", () => {
  const left = ["ApiErrors", "CapacitySaturated"];
  const { groups } = monitored({ disabledAlerts: left }).spec;
  expect(alertsOf(groups)).toEqual(alertsOf(file.groups).filter((name) => !left.includes(name)));
  expect(groups.flatMap(({ rules }: Json) => rules)).toHaveLength(21);
});

test("a name that is no alert is refused", () => {
  expect(() => monitored({ disabledAlerts: ["ApiError"] })).toThrow(
    /disabledAlerts.*must be one of 'GitLabRunnerDown'/,
  );
});

test.each([
  ["the version's own", {}, /^https:\/\/\S+\/blob\/v\d+\.\d+\.\d+\/docs\/runbooks\/QueueSlow\.md$/],
  ["yours", { runbookUrl: "https://wiki.example.com/ci" }, /^https:\/\/wiki\.example\.com\/ci\/QueueSlow\.md$/],
  ["yours with a slash", { runbookUrl: "https://wiki.example.com/" }, /^https:\/\/wiki\.example\.com\/QueueSlow\.md$/],
])("an alert's runbook is %s", (_name, monitoring, address) => {
  expect(alertOf(monitored(monitoring), "QueueSlow").annotations.runbook_url).toMatch(address);
});

test.each([
  [60, "48s"],
  [3900, "3120s"],
  [604800, "483840s"],
])("a drain with a grace of %i seconds is too long after %s", (terminationGracePeriodSeconds, lasting) => {
  const values = {
    ...valuesWithToml("shutdown_timeout = 120", "shutdown_timeout = 30"),
    terminationGracePeriodSeconds,
  };
  expect(alertOf(monitored({}, values), "DrainTooLong").for).toBe(lasting);
});

test("the file says of a drain what holds for the default grace period", () => {
  const { terminationGracePeriodSeconds } = parse(readFileSync(join(chartFolder, "values.yaml"), "utf8"));
  expect(alertOf({ spec: file }, "DrainTooLong").for).toBe(`${terminationGracePeriodSeconds * 0.8}s`);
});

test("a broken config.toml is refused as it is without monitoring", () => {
  const broken = (monitoring: Json) => () =>
    renderChart({ ...valuesWith({ config: { toml: 'runners = "none"' } }), monitoring });
  expect(broken({ enabled: false })).toThrow(/config\.toml: runners must be a list of tables/);
  expect(broken({ enabled: true })).toThrow(/config\.toml: runners must be a list of tables/);
});
