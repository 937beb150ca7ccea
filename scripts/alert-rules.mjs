import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { parse, parseAllDocuments, stringify } from "yaml";
import { helmPath } from "./helm.mjs";

const chart = "charts/runner-manager";
const cases = "packages/eks-manager/test/alerts";

/** The rules that the chart makes of a file of values, as a file of Prometheus' own; undefined if it makes none. */
function rulesOf(values) {
  const text = execFileSync(helmPath(), ["template", "linux", chart, "--namespace", "ci", "--values", values], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const rule = parseAllDocuments(text)
    .map((document) => document.toJS())
    .find((object) => object?.kind === "PrometheusRule");
  return rule && stringify({ groups: rule.spec.groups });
}

/** The alerts as the chart holds them, and as it renders them for each of its `ci` values that turns monitoring on. */
export function alertRules() {
  const monitored = readdirSync(`${chart}/ci`).filter((file) =>
    Boolean(parse(readFileSync(`${chart}/ci/${file}`, "utf8")).monitoring?.enabled),
  );
  return [
    { name: "alerts.yaml", text: readFileSync(`${chart}/files/alerts.yaml`, "utf8") },
    ...monitored.map((file) => ({ name: `ci-${file}`, text: rulesOf(`${chart}/ci/${file}`) })),
  ];
}

const target = (instance) =>
  'namespace="ci",pod="linux-runner-manager-0",container="manager",endpoint="metrics",' +
  `instance="${instance}:9252",job="ci/linux-runner-manager"`;
const manager = target("10.0.12.34");
const successor = target("10.0.56.78");
const systemId = 'system_id="r_0123456789ab"';
const linux = 'runner="AbCdEf123",runner_name="linux"';

/**
 * What stands for the labels of a series in the cases: those that the Prometheus Operator gives a target, then those of
 * the runner, of which not every series has all. Where both have an `endpoint`, the runner's is `exported_endpoint`.
 */
const labels = {
  $MANAGER: manager,
  $SUCCESSOR: successor,
  $ELSEWHERE: manager.replaceAll('"ci', '"elsewhere'),
  $LINUX: `${manager},${linux},${systemId}`,
  $LINUX_TOKEN: `${manager},runner="AbCdEf123",${systemId}`,
  $LINUX_FAILED: `${manager},${linux}`,
  $LINUX_EMPTY: `${manager},runner_name="linux",${systemId}`,
  $SUCCESSOR_LINUX: `${successor},${linux},${systemId}`,
  $SUCCESSOR_FAILED: `${successor},${linux}`,
  $ARM: `${manager},runner="GhIjKl456",runner_name="arm",${systemId}`,
  $PODS: `${manager},runner="MnOpQr789",runner_name="pods",${systemId}`,
};

const tested = "tested-rules.yaml";

/** The rules of the release that the cases are about. */
export function testedRules() {
  return { name: tested, text: rulesOf(`${cases}/values.yaml`) };
}

/** A series with the labels that its names stand for. */
function labelled(series, file) {
  return series.replace(/\$\w+/g, (name) => {
    if (labels[name] === undefined) {
      throw new Error(`${file}: labels must be of ${Object.keys(labels).join(", ")}, got ${name}; add it to the table`);
    }
    return labels[name];
  });
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
