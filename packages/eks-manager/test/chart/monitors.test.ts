import { ciValues, renderChart, type Json } from "./render-chart";

const monitorKinds = ["PodMonitor", "ServiceMonitor"];

function monitorsOf(values: Json): Json[] {
  return renderChart(values).objects.filter(({ kind }) => monitorKinds.includes(kind));
}

function monitoring(section: Json): Json {
  return { ...ciValues("default"), monitoring: { enabled: true, ...section } };
}

/** Whether all labels of a selector are among an object's. */
function selects({ matchLabels }: Json, labels: Json): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}

test("nothing is monitored unless asked for", () => {
  expect(monitorsOf(ciValues("default"))).toEqual([]);
});

test.each(monitorKinds)("there is one monitor, of the kind that was chosen: %s", (monitor) => {
  expect(monitorsOf(monitoring({ monitor })).map(({ kind }) => kind)).toEqual([monitor]);
});

test("pods are found directly unless services are chosen", () => {
  expect(monitorsOf(monitoring({})).map(({ kind }) => kind)).toEqual(["PodMonitor"]);
});

test("a PodMonitor scrapes the manager's pod and no other of the release", () => {
  const { objects, statefulSet } = renderChart(monitoring({}));
  const [{ spec }] = objects.filter(({ kind }) => kind === "PodMonitor");
  const others = [
    ...objects.filter(({ kind }) => kind === "Job").map((job) => job.spec.template),
    ...objects.filter(({ kind }) => kind === "Pod"),
  ];
  expect(others).toHaveLength(2);
  expect([statefulSet.spec.template, ...others].map(({ metadata }) => selects(spec.selector, metadata.labels))).toEqual(
    [true, false, false],
  );
  expect(Object.keys(spec.selector.matchLabels)).not.toEqual([]);
});

test("a ServiceMonitor scrapes the release's one Service, also while the manager drains", () => {
  const { objects } = renderChart(monitoring({ monitor: "ServiceMonitor" }));
  const [{ spec }] = objects.filter(({ kind }) => kind === "ServiceMonitor");
  const services = objects.filter(({ kind }) => kind === "Service");
  expect(services).toHaveLength(1);
  expect(Object.keys(spec.selector.matchLabels)).not.toEqual([]);
  expect(selects(spec.selector, services[0].metadata.labels)).toBe(true);
  expect(services[0].spec.publishNotReadyAddresses).toBe(true);
  expect(services[0].spec.ports.map(({ name }: Json) => name)).toContain(spec.endpoints[0].port);
});

test("the port is the one that the manager opens", () => {
  const { objects, manager } = renderChart(monitoring({}));
  const [{ spec }] = objects.filter(({ kind }) => kind === "PodMonitor");
  expect(manager.ports.map(({ name }: Json) => name)).toContain(spec.podMetricsEndpoints[0].port);
});

// The alerts and the dashboard look for namespace, pod and container as the operator sets them.
test("labels of targets and metrics are left as the operator makes them", () => {
  const [pods] = monitorsOf(monitoring({}));
  expect(Object.keys(pods.spec)).toEqual(["selector", "podMetricsEndpoints"]);
  expect(pods.spec.podMetricsEndpoints).toEqual([{ port: "metrics", interval: "30s" }]);
  const [services] = monitorsOf(monitoring({ monitor: "ServiceMonitor" }));
  expect(Object.keys(services.spec)).toEqual(["selector", "endpoints"]);
  expect(services.spec.endpoints).toEqual([{ port: "metrics", interval: "30s" }]);
});

describe.each(monitorKinds)("a %s", (monitor) => {
  test("has the labels by which Prometheus finds it, beside the chart's own", () => {
    const [{ metadata }] = monitorsOf(monitoring({ monitor, labels: { release: "kube-prometheus-stack" } }));
    expect(metadata.labels).toMatchObject({
      release: "kube-prometheus-stack",
      "app.kubernetes.io/instance": "linux",
      "app.kubernetes.io/version": "19.4.0",
    });
  });

  test("has a label as the user wants it where the chart has one of that name", () => {
    const [{ metadata }] = monitorsOf(monitoring({ monitor, labels: { "app.kubernetes.io/instance": "prometheus" } }));
    expect(metadata.labels["app.kubernetes.io/instance"]).toBe("prometheus");
  });

  test("asks as often as it is told", () => {
    const [{ spec }] = monitorsOf(monitoring({ monitor, interval: "15s" }));
    expect((spec.podMetricsEndpoints ?? spec.endpoints)[0].interval).toBe("15s");
  });
});
