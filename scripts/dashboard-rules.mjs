import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { labelled } from "./series-labels.mjs";

const dashboardFile = "charts/runner-manager/files/dashboard.json";
const answersFile = "packages/eks-manager/test/dashboard/answers.yaml";

/** Values of the variables that Grafana itself gives a query. */
const grafanas = { __rate_interval: "5m" };

/**
 * Every query of the dashboard: its row, panel and letter as a name, its text with the variables' first values, and the
 * labels that its legend shows.
 */
function queries() {
  const { templating, panels } = JSON.parse(readFileSync(dashboardFile, "utf8"));
  const values = { ...grafanas };
  for (const { name, allValue, query } of templating.list) {
    values[name] = allValue ?? query;
  }
  const found = [];
  let row = "";
  for (const { type, title, targets = [] } of panels) {
    row = type === "row" ? title : row;
    for (const { refId, expr, legendFormat } of targets) {
      const name = `${row} / ${title} / ${refId}`;
      const text = expr.replace(/\$(\w+)/g, (_, variable) => {
        if (values[variable] === undefined) {
          throw new Error(`${name}: a variable must be one of ${Object.keys(values).join(", ")}, got ${variable}`);
        }
        return values[variable];
      });
      found.push({ name, text, shown: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label) });
    }
  }
  return found;
}

/** The queries as rules, each of which records its answer as `dashboard:query` with the query's name. */
export function dashboardRules() {
  const rules = queries().map(({ name, text }) => ({ record: "dashboard:query", labels: { query: name }, expr: text }));
  return { name: "dashboard-rules.yaml", text: JSON.stringify({ groups: [{ name: "dashboard", rules }] }, null, 2) };
}

/**
 * A test that each query has an answer with the labels of its legend once all series are there, and that some have the
 * answers that are written down; it reads `dashboard-rules.yaml` beside it.
 */
export function dashboardTests() {
  const { busy, answers } = parse(readFileSync(answersFile, "utf8"), (_, value) =>
    typeof value === "string" ? labelled(value, answersFile) : value,
  );
  const answered = queries().map(({ name, shown }) => ({
    expr: `group(dashboard:query{query="${name}"${shown.map((label) => `, ${label}!=""`).join("")}})`,
    eval_time: "30m",
    exp_samples: [{ labels: "{}", value: 1 }],
  }));
  const tests = [{ name: "each query has an answer", ...busy, promql_expr_test: answered }, ...answers];
  return {
    name: "dashboard-answers.yaml",
    text: JSON.stringify({ rule_files: ["dashboard-rules.yaml"], evaluation_interval: "30s", tests }, null, 2),
  };
}
