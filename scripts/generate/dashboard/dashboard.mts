import { jobRows } from "./job-rows.mts";
import { machineRows } from "./machine-rows.mts";
import { managerRows } from "./manager-rows.mts";
import { panelsOf, type Json } from "./panel.mts";
import { manager } from "./promql.mts";

/**
 * The dashboard as Grafana reads it. It can be imported as it is; the chart gives it a name and the release's values of
 * its variables, by `templates/dashboard.yaml`.
 */
export function dashboard(): Json {
  return {
    uid: "runner-manager",
    title: "Runner manager",
    description: "A GitLab Runner manager and its fleets: jobs, waiting, machines, failures, API.",
    tags: ["gitlab-runner"],
    // Of Grafana 10.0; newer ones bring it up to theirs.
    schemaVersion: 38,
    editable: true,
    graphTooltip: 1,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    timezone: "browser",
    annotations: { list: [] },
    links: [{ ...link, type: "dashboards", title: "Runner managers", icon: "external link", tags: ["gitlab-runner"] }],
    templating: { list: variables },
    panels: panelsOf([...jobRows, ...machineRows, ...managerRows]),
  };
}

const link = {
  asDropdown: true,
  includeVars: false,
  keepTime: true,
  tags: [],
  targetBlank: false,
  tooltip: "",
  url: "",
};

const variables: Json[] = [
  { name: "datasource", type: "datasource", label: "Data source", query: "prometheus", refresh: 1, hide: 0 },
  textBox("namespace", "Namespace", "Namespace of the manager, a pattern.", ".+"),
  // Names of managers end so unless the chart's name is overridden.
  textBox(
    "pod",
    "Manager",
    "Pod of the manager, a pattern: the pods of several shards may be looked at together.",
    ".*-0",
  ),
  {
    name: "fleet",
    type: "query",
    label: "Fleet",
    description: "Names of [[runners]] in config.toml.",
    datasource: { type: "prometheus", uid: "${datasource}" },
    query: { qryType: 1, query: `label_values(gitlab_runner_limit{${manager}}, runner_name)`, refId: "fleet" },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: ".*",
    current: { selected: true, text: ["All"], value: ["$__all"] },
    hide: 0,
  },
  {
    name: "scrape",
    type: "constant",
    label: "Time between two scrapes",
    query: "30s",
    current: { selected: true, text: "30s", value: "30s" },
    hide: 2,
    skipUrlSync: true,
  },
];

function textBox(name: string, label: string, description: string, value: string): Json {
  const current = { selected: true, text: value, value };
  return { name, type: "textbox", label, description, query: value, current, hide: 0 };
}
