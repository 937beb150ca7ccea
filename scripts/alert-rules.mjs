import { readdirSync, readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { chart, ciFiles, renderedChart } from "./rendered-chart.mjs";
import { labelled } from "./series-labels.mjs";

const cases = "packages/eks-manager/test/alerts";

/** The rules that the chart makes of a file of values, as a file of Prometheus' own; undefined if it makes none. */
function rulesOf(values) {
  const rule = renderedChart(values).find(({ kind }) => kind === "PrometheusRule");
  return rule && stringify({ groups: rule.spec.groups });
}

/** The alerts as the chart holds them, and as it renders them for each of its `ci` values that turns monitoring on. */
export function alertRules() {
  const monitored = ciFiles().filter((file) =>
    Boolean(parse(readFileSync(`${chart}/ci/${file}`, "utf8")).monitoring?.enabled),
  );
  return [
    { name: "alerts.yaml", text: readFileSync(`${chart}/files/alerts.yaml`, "utf8") },
    ...monitored.map((file) => ({ name: `ci-${file}`, text: rulesOf(`${chart}/ci/${file}`) })),
  ];
}

const tested = "tested-rules.yaml";

/** The rules of the release that the cases are about. */
export function testedRules() {
  return { name: tested, text: rulesOf(`${cases}/values.yaml`) };
}

/** A file of promtool's unit tests for each alert; they read the tested rules beside them. */
export function alertTests() {
  return readdirSync(`${cases}/cases`).map((file) => {
    const { tests } = parse(readFileSync(`${cases}/cases/${file}`, "utf8"));
    for (const each of tests) {
      each.input_series = each.input_series.map(({ series, values }) => ({ series: labelled(series, file), values }));
    }
    const text = stringify(
      { rule_files: [tested], evaluation_interval: "1m", tests },
      { aliasDuplicateObjects: false },
    );
    return { name: file, text };
  });
}
