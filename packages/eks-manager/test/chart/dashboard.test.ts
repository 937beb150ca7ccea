import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { metricsOf, runnerMetrics } from "../alerts/runner-metrics";
import { chartFolder, ciValues, renderChart, valuesWith, type Json } from "./render-chart";

/** The ConfigMap of the dashboard, whose name says so. */
function configMapOf(values: Json, release?: string, namespace?: string): Json {
  const found = renderChart(values, release, namespace).objects.filter(
    ({ kind, metadata }) => kind === "ConfigMap" && metadata.name.endsWith("-dashboard"),
  );
  expect(found).toHaveLength(1);
  return found[0];
}

function dashboardOf(values: Json, release?: string, namespace?: string): Json {
  const files: string[] = Object.values(configMapOf(values, release, namespace).data);
  expect(files).toHaveLength(1);
  return JSON.parse(files[0]!);
}

const monitored = (section: Json = {}) => valuesWith({ monitoring: { enabled: true, ...section } });

/** The first value of each of the dashboard's variables. */
function variablesOf({ templating }: Json): Record<string, Json> {
  return Object.fromEntries(templating.list.map(({ name, query }: Json) => [name, query]));
}

const panelsOf = ({ panels }: Json): Json[] => panels.filter(({ type }: Json) => type !== "row");

describe("the ConfigMap", () => {
  test("is there only if monitoring is asked for", () => {
    const names = renderChart(ciValues("default")).objects.map(({ metadata }) => metadata.name);
    expect(names.filter((name) => name.endsWith("-dashboard"))).toEqual([]);
  });

  test("has the label by which Grafana's sidecar finds it, and no annotation", () => {
    const { metadata } = configMapOf(monitored());
    expect(metadata.labels).toMatchObject({ grafana_dashboard: "1", "app.kubernetes.io/instance": "linux" });
    expect(metadata).not.toHaveProperty("annotations");
  });

  test("has the labels and annotations that were asked for", () => {
    const { metadata } = configMapOf(
      monitored({ dashboardLabels: { dashboards: "ci" }, dashboardAnnotations: { grafana_folder: "CI" } }),
    );
    expect(metadata.labels).toMatchObject({ dashboards: "ci", "app.kubernetes.io/name": "runner-manager" });
    expect(metadata.annotations).toEqual({ grafana_folder: "CI" });
  });

  test("has a file whose name is that of no other release's, in any namespace", () => {
    expect(Object.keys(configMapOf(monitored(), "linux", "ci").data)).toEqual(["ci-linux-runner-manager.json"]);
    expect(Object.keys(configMapOf(monitored(), "linux", "qa").data)).toEqual(["qa-linux-runner-manager.json"]);
  });
});

describe("the dashboard of a release", () => {
  test("has an id and a title of its own, by release and by namespace", () => {
    const dashboards = [
      dashboardOf(monitored(), "linux", "ci"),
      dashboardOf(monitored(), "arm", "ci"),
      dashboardOf(monitored(), "linux", "qa"),
    ];
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(3);
    expect(dashboards.map(({ title }) => title)).toEqual([
      "Runner manager ci/linux",
      "Runner manager ci/arm",
      "Runner manager qa/linux",
    ]);
  });

  test("has an id that Grafana takes, and keeps it when the chart is named otherwise", () => {
    const { uid } = dashboardOf(monitored(), "linux", "ci");
    expect(uid).toMatch(/^[a-zA-Z0-9_-]{10,40}$/);
    expect(dashboardOf({ ...monitored(), fullnameOverride: "other" }, "linux", "ci").uid).toBe(uid);
  });

  test("looks at the release's manager alone, as often as it is scraped", () => {
    expect(variablesOf(dashboardOf(monitored({ interval: "15s" }), "linux", "qa"))).toMatchObject({
      namespace: "qa",
      pod: "linux-runner-manager-0",
      scrape: "15s",
    });
  });

  test("begins with the values of its variables, whatever Grafana takes them from", () => {
    const { templating } = dashboardOf(monitored());
    const set = templating.list.filter(({ name }: Json) => ["namespace", "pod", "scrape"].includes(name));
    expect(set).toHaveLength(3);
    expect(set.map(({ current }: Json) => current.value)).toEqual(set.map(({ query }: Json) => query));
  });

  test("links to the runbooks of the chart's version, or where they are", () => {
    const linkOf = (values: Json) =>
      dashboardOf(values)
        .links.filter(({ title }: Json) => title === "Runbooks")
        .map(({ url }: Json) => url);
    const { home, version } = parse(readFileSync(join(chartFolder, "Chart.yaml"), "utf8"));
    expect(linkOf(monitored())).toEqual([`${home}/blob/v${version}/docs/runbooks`]);
    expect(linkOf(monitored({ runbookUrl: "https://wiki.example.com/ci/" }))).toEqual(["https://wiki.example.com/ci"]);
  });

  test("says nothing of machines where there are none", () => {
    const { config, tokens } = ciValues("kubernetes-executor");
    const { panels } = dashboardOf({ config, tokens, monitoring: { enabled: true } });
    expect(JSON.stringify(panels)).not.toContain("fleeting_");
    const types = panels.map(({ type }: Json) => type);
    expect(types.filter((type: string) => type === "stat").length).toBeGreaterThan(4);
    expect(types.filter((type: string, at: number) => type === "row" && (types[at + 1] ?? "row") === "row")).toEqual(
      [],
    );
  });
});

describe("the dashboard", () => {
  const dashboard = dashboardOf(monitored());
  const panels = panelsOf(dashboard);
  const targets = panels.flatMap((panel) => panel.targets.map((target: Json) => ({ ...target, title: panel.title })));
  const alerts: Json[] = parse(readFileSync(join(chartFolder, "files/alerts.yaml"), "utf8"))
    .groups.flatMap(({ rules }: Json) => rules)
    .filter(({ alert }: Json) => alert);

  test("has panels on all that can go wrong", () => {
    expect(dashboard.panels.filter(({ type }: Json) => type === "row").map(({ title }: Json) => title)).toEqual([
      "Now",
      "Jobs",
      "Waiting",
      "Saturation",
      "Machines",
      "Machines: scaling",
      "Machines: boot time",
      "Failures",
      "API",
      "Manager",
    ]);
    expect(panels.length).toBeGreaterThan(30);
  });

  test("says of each panel what it shows, in which unit, and by which query", () => {
    const silent = panels.filter(
      ({ title, description, fieldConfig, targets: queries }) =>
        !/^[A-Z]/.test(title) ||
        !/^[A-Z0-9`].{40,}\.$/s.test(description) ||
        !fieldConfig.defaults.unit ||
        queries.length === 0 ||
        queries.some(({ expr, legendFormat }: Json) => !expr || !legendFormat),
    );
    expect(silent.map(({ title }) => title)).toEqual([]);
  });

  test("has each panel under an id of its own, in the grid and upon no other", () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }: Json) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.filter(({ gridPos: { x, w } }: Json) => x < 0 || x + w > 24)).toEqual([]);
    expect(new Set(dashboard.panels.map(({ id }: Json) => id)).size).toBe(dashboard.panels.length);
  });

  test("asks for metrics that GitLab Runner, its process and Prometheus have", () => {
    const unknown = targets.flatMap(({ expr }) =>
      metricsOf(expr).filter((name) => !runnerMetrics.has(name) && !/^(go|process)_[a-z]/.test(name) && name !== "up"),
    );
    expect(unknown).toEqual([]);
    expect(targets.flatMap(({ expr }) => metricsOf(expr)).length).toBeGreaterThan(targets.length);
  });

  test("asks for nothing but the managers looked at", () => {
    const selectors = targets.flatMap(({ expr }) => expr.match(/\{[^}]*\}/g) ?? []);
    expect(selectors.length).toBeGreaterThan(targets.length);
    expect(selectors.filter((selector) => !selector.startsWith('{namespace=~"$namespace", pod=~"$pod"'))).toEqual([]);
    const bare = targets.filter(({ expr }) =>
      metricsOf(expr).some((name) => new RegExp(`\\b${name}(?!\\w|\\{)`).test(expr)),
    );
    expect(bare).toEqual([]);
  });

  test("takes the data source, the window and the scrape's interval from where they can be chosen", () => {
    expect(dashboard.templating.list.map(({ name }: Json) => name)).toEqual([
      "datasource",
      "namespace",
      "pod",
      "fleet",
      "scrape",
    ]);
    const sources = JSON.stringify(dashboard).match(/"datasource":\{.*?\}(?!")/g) ?? [];
    expect(sources.length).toBeGreaterThan(panels.length + targets.length);
    expect(new Set(sources)).toEqual(new Set(['"datasource":{"type":"prometheus","uid":"${datasource}"}']));
    expect(targets.filter(({ interval }) => interval !== "$scrape")).toEqual([]);
    const windows = targets.filter(({ range }) => range).flatMap(({ expr }) => expr.match(/\[[^\]]*\]/g) ?? []);
    expect(new Set(windows)).toEqual(new Set(["[$__rate_interval]"]));
  });

  test("names series by labels that the query keeps", () => {
    const nameless = targets.filter(({ expr, legendFormat }) => {
      const kept = [...expr.matchAll(/(?:by|group_left) \(([^)]*)\)/g)].flatMap(([, list]) => list.split(", "));
      return [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].some(([, label]) => !kept.includes(label));
    });
    expect(nameless.map(({ title, legendFormat }) => `${title}: ${legendFormat}`)).toEqual([]);
  });

  test("shows what each alert watches, and names no other", () => {
    const watched = panels.flatMap(({ description }) =>
      (/Watched by ([^.]+)\.$/.exec(description)?.[1] ?? "").split(", ").filter((name) => name !== ""),
    );
    expect([...new Set(watched)].toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  });
});
