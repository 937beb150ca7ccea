import { parse } from "yaml";
import type { Json } from "../chart/render-chart";
import { cacheCiValues, cacheValuesWith, onlyOf, renderCache } from "./render-cache";

const monitors = (values: Json) =>
  renderCache(values).objects.filter(({ kind }) => /^(Pod|Service)Monitor$/.test(kind));
const monitoring = (section: Json): Json => cacheValuesWith({ monitoring: { enabled: true, ...section } });

test("without monitoring there is no exporter, and the server tells nobody", () => {
  const { objects, pod, server } = renderCache(cacheCiValues("default"));
  expect(pod.containers.map(({ name }: Json) => name)).toEqual(["server", "sweeper"]);
  expect(server.args.filter((argument: string) => argument.includes("statsd"))).toEqual([]);
  expect(objects.filter(({ kind }) => kind === "ConfigMap")).toEqual([]);
});

test("the server and the sweeper tell the exporter beside them, which hears nobody else", () => {
  const { pod, server, sweeper } = renderCache(monitoring({}));
  const exporter = pod.containers.find(({ name }: Json) => name === "exporter");
  expect(server.args).toEqual(expect.arrayContaining(["--metrics-statsd-servers", "127.0.0.1:9125"]));
  expect(sweeper.args[0]).toContain("nc -w 1 127.0.0.1 9125");
  expect(exporter.args).toEqual([
    "--web.listen-address=:9102",
    "--statsd.listen-udp=127.0.0.1:9125",
    "--statsd.listen-tcp=127.0.0.1:9125",
    "--statsd.mapping-config=/etc/statsd-exporter/mapping.yaml",
  ]);
  expect(exporter.ports).toEqual([{ name: "metrics", containerPort: 9102 }]);
});

test("an exporter that fails does not take the cache away", () => {
  const { pod } = renderCache(monitoring({}));
  const exporter = pod.containers.find(({ name }: Json) => name === "exporter");
  expect(Object.keys(exporter).filter((key) => key.endsWith("Probe"))).toEqual([]);
});

test("no label has the name of a bucket, which anyone may invent", () => {
  const { objects, pod } = renderCache(monitoring({}));
  const [ofServer] = parse(onlyOf(objects, "ConfigMap").data["mapping.yaml"]).mappings;
  expect(ofServer).toEqual({
    match: "versitygw.*",
    name: "versitygw_${1}_total",
    labels: { bucket: "", service: "" },
  });
  const volume = pod.volumes.find(({ name }: Json) => name === "mapping");
  expect(volume.configMap.name).toBe(onlyOf(objects, "ConfigMap").metadata.name);
});

test.each(["PodMonitor", "ServiceMonitor"])("a %s is the one monitor where it was chosen", (monitor) => {
  expect(monitors(monitoring({ monitor })).map(({ kind }) => kind)).toEqual([monitor]);
});

test("a Prometheus without the operator finds the metrics by itself", () => {
  expect(monitors(monitoring({ monitor: "none" }))).toEqual([]);
  expect(renderCache(monitoring({ monitor: "none" })).service.spec.ports).toContainEqual({
    name: "metrics",
    port: 9102,
    targetPort: "metrics",
  });
});

const selects = ({ matchLabels }: Json, labels: Json) =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

test("a PodMonitor scrapes the server's pod and no other of the release", () => {
  const { objects, deployment } = renderCache(monitoring({}));
  const { spec } = onlyOf(objects, "PodMonitor");
  const pods = [deployment.spec.template, onlyOf(objects, "Job").spec.template, onlyOf(objects, "Pod")];
  expect(pods.map(({ metadata }) => selects(spec.selector, metadata.labels))).toEqual([true, false, false]);
  expect(spec.podMetricsEndpoints).toEqual([{ port: "metrics", interval: "30s" }]);
});

test("a ServiceMonitor scrapes the release's one Service, and of its ports the metrics'", () => {
  const { objects, service } = renderCache(monitoring({ monitor: "ServiceMonitor" }));
  const { spec } = onlyOf(objects, "ServiceMonitor");
  expect(selects(spec.selector, service.metadata.labels)).toBe(true);
  expect(spec.endpoints).toEqual([{ port: "metrics", interval: "30s" }]);
  expect(service.spec.ports.map(({ name }: Json) => name)).toContain("metrics");
});

test.each(["PodMonitor", "ServiceMonitor"])("a %s has the labels and the interval that were given", (monitor) => {
  const labels = { release: "kube-prometheus-stack", "app.kubernetes.io/instance": "prometheus" };
  const [{ metadata, spec }] = monitors(monitoring({ monitor, interval: "1m", labels }));
  expect(metadata.labels).toMatchObject({ ...labels, "app.kubernetes.io/name": "runner-cache" });
  expect((spec.podMetricsEndpoints ?? spec.endpoints)[0].interval).toBe("1m");
});

test("another mapping of the names is read by a new pod", () => {
  const { annotations } = renderCache(monitoring({})).deployment.spec.template.metadata;
  expect(annotations["runner-fleet/mapping-checksum"]).toMatch(/^[0-9a-f]{64}$/);
});
