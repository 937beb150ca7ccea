import { ciValues, renderChart, valuesWith } from "./render-chart";

const extraVolumes = [{ name: "usage-log", emptyDir: {} }];
const extraVolumeMounts = [{ name: "usage-log", mountPath: "/var/log/gitlab-runner" }];

test("further volumes are the pod's, and the manager mounts them", () => {
  const chart = renderChart(valuesWith({ extraVolumes, extraVolumeMounts }));
  const plain = renderChart(ciValues("default"));
  expect(chart.pod.volumes).toEqual([...plain.pod.volumes, ...extraVolumes]);
  expect(chart.manager.volumeMounts).toEqual([...plain.manager.volumeMounts, ...extraVolumeMounts]);
  expect(chart.pod.initContainers).toEqual(plain.pod.initContainers);
});

test("a volume of the chart can be mounted at a second place", () => {
  const mount = { name: "tmp", mountPath: "/scratch" };
  expect(renderChart(valuesWith({ extraVolumeMounts: [mount] })).manager.volumeMounts).toContainEqual(mount);
});

test.each([
  [
    "a volume with a name of the chart's",
    { extraVolumes: [{ name: "state", emptyDir: {} }] },
    "extraVolumes[0].name: must be another than the chart's volumes and those before it (config, home, plugins, state, tmp), got state; rename it",
  ],
  [
    "two volumes of one name",
    { extraVolumes: [...extraVolumes, ...extraVolumes] },
    "extraVolumes[1].name: must be another than the chart's volumes and those before it",
  ],
  [
    "a mount of nothing",
    { extraVolumeMounts },
    "extraVolumeMounts[0].name: must be one of the volumes (config, home, plugins, state, tmp), got usage-log; add it to extraVolumes",
  ],
])("%s is refused", (_name, values, message) => {
  expect(() => renderChart(valuesWith(values))).toThrow(message);
});

test("further objects are installed as they are written", () => {
  const [first] = ciValues("full").extraObjects;
  const second = { apiVersion: "v1", kind: "Secret", metadata: { name: "a" }, stringData: { template: "{{ kept }}" } };
  const { objects } = renderChart(valuesWith({ extraObjects: [first, second] }));
  expect(objects).toContainEqual(first);
  expect(objects).toContainEqual(second);
});

test("an object that is none is refused", () => {
  expect(() => renderChart(valuesWith({ extraObjects: [{ kind: "Secret" }] }))).toThrow(/extraObjects[./]0/);
});
