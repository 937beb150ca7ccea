import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alerts as configuredAlerts } from "@runner-fleet/config";
import { parse } from "yaml";
import { chartFolder, type Json } from "../chart/render-chart";
import { metricsOf, runnerMetrics } from "./runner-metrics";

const { groups } = parse(readFileSync(join(chartFolder, "files/alerts.yaml"), "utf8"));
const rules: Json[] = groups.flatMap((group: Json) => group.rules);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const records = rules.filter(({ record }) => record !== undefined);
const names: string[] = alerts.map(({ alert }) => alert);

/** Prometheus makes the first of every target, the Go client the second of every process. */
const ofEveryTarget = ["up", "process_start_time_seconds"];

test("there are nineteen alerts, each once, and four records", () => {
  expect([names.length, new Set(names).size, records.length, rules.length]).toEqual([19, 19, 4, 23]);
});

test("the values' schema and the description let one leave out these alerts, and no others", () => {
  const schema = JSON.parse(readFileSync(join(chartFolder, "values.schema.json"), "utf8"));
  const { items } = schema.properties.monitoring.properties.disabledAlerts;
  expect([...items.enum].sort()).toEqual([...names].sort());
  expect([...configuredAlerts].sort()).toEqual([...names].sort());
});

describe.each(alerts.map((rule) => [rule.alert, rule]))("%s", (_name, { labels, annotations, for: lasting }: Json) => {
  test("says how bad it is, and waits before it says so", () => {
    expect(Object.keys(labels)).toEqual(["severity"]);
    expect(["critical", "warning"]).toContain(labels.severity);
    expect(lasting).toMatch(/^[1-9]\d*[sm]$/);
  });

  test("has a summary of one line, and a description that says of which manager or fleet it is", () => {
    expect(Object.keys(annotations)).toEqual(["summary", "description"]);
    expect(annotations.summary).toMatch(/^[A-Z][^\n]{10,90}[^.]$/);
    expect(annotations.description).toMatch(/\{\{ \$labels\.(pod|runner_name) \}\}/);
    expect(annotations.description).toMatch(/^[^\n]+\.$/);
  });

  test("gives a number as people read it", () => {
    for (const [use] of annotations.description.matchAll(/\$value[^}]*/g)) {
      expect(use).toMatch(/^\$value \| humanize(Percentage|Duration)? $/);
    }
  });
});

describe.each(rules.map((rule) => [rule.alert ?? rule.record, rule]))("the query of %s", (_name, { expr }: Json) => {
  const recorded: string[] = records.map(({ record }) => record);
  const metrics = metricsOf(expr);

  test("asks for metrics that the runner has", () => {
    expect(metrics.length).toBeGreaterThan(0);
    expect(metrics.filter((name) => !runnerMetrics.has(name) && !recorded.includes(name))).toEqual(
      metrics.filter((name) => ofEveryTarget.includes(name)),
    );
  });

  test("asks for this release's manager alone", () => {
    for (const metric of metrics.filter((name) => !recorded.includes(name))) {
      const uses = expr.match(new RegExp(`\\b${metric}\\b`, "g")).length;
      const ofManager = expr.match(new RegExp(`\\b${metric}\\{namespace="NAMESPACE",pod="MANAGER-0"[,}]`, "g"));
      expect([metric, ofManager?.length]).toEqual([metric, uses]);
    }
  });

  test("takes what others recorded only for this release's manager, by its labels or by matching them", () => {
    for (const record of metrics.filter((name) => recorded.includes(name))) {
      for (const [before] of expr.matchAll(new RegExp(`[^\\n]*\\n?[^\\n]*${record}(\\{[^}]*\\})?`, "g"))) {
        expect(before).toMatch(/on \(namespace, pod|\{namespace="NAMESPACE",pod="MANAGER-0"\}$/);
      }
    }
  });
});

test("every record is used by a rule", () => {
  const used = new Set(rules.flatMap(({ expr }) => metricsOf(expr)));
  expect(records.map(({ record }) => record).filter((name) => !used.has(name))).toEqual([]);
});

describe("the cases for promtool", () => {
  const folder = join(__dirname, "cases");
  const files = readdirSync(folder);

  test("are of these alerts, and no others", () => {
    expect(files).toEqual(names.map((name) => `${name}.yaml`).sort());
  });

  test.each(names)("%s has one that fires and one that does not, both with series", (name) => {
    const { tests } = parse(readFileSync(join(folder, `${name}.yaml`), "utf8"));
    const expected: Json[][] = tests.map(({ alert_rule_test }: Json) =>
      alert_rule_test
        .filter(({ alertname }: Json) => alertname === name)
        .map(({ exp_alerts }: Json) => exp_alerts.length > 0),
    );
    expect(expected.filter((fires) => fires.includes(true)).length).toBeGreaterThan(0);
    expect(expected.filter((fires) => fires.length > 0 && !fires.includes(true)).length).toBeGreaterThan(0);
    expect(tests.filter(({ input_series }: Json) => input_series.length === 0)).toEqual([]);
  });
});
