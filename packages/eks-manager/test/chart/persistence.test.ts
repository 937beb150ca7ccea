import { ciValues, renderChart, valuesWith, valuesWithToml, type Json, type RenderedChart } from "./render-chart";

const claimOf = ({ objects }: RenderedChart): Json =>
  objects.find(({ kind }: Json) => kind === "PersistentVolumeClaim");
const stateOf = ({ pod }: RenderedChart): Json => pod.volumes.find(({ name }: Json) => name === "state");

test("without a volume the record is on the pod's own disk", () => {
  const chart = renderChart(ciValues("default"));
  expect(claimOf(chart)).toBeUndefined();
  expect(stateOf(chart)).toEqual({ name: "state", emptyDir: {} });
});

describe("with a volume", () => {
  let chart: RenderedChart;
  beforeAll(() => {
    chart = renderChart(ciValues("volume"));
  });

  test("there is a claim of its own, of the class and size that were given", () => {
    expect(claimOf(chart).spec).toEqual({
      accessModes: ["ReadWriteOnce"],
      storageClassName: "gp3-encrypted",
      resources: { requests: { storage: "2Gi" } },
    });
    expect(chart.statefulSet.spec.volumeClaimTemplates).toBeUndefined();
  });

  test("the claim outlives the release", () => {
    expect(claimOf(chart).metadata.annotations).toEqual({ "helm.sh/resource-policy": "keep" });
  });

  test("the record is on it, beside the configuration's link", () => {
    expect(stateOf(chart)).toEqual({
      name: "state",
      persistentVolumeClaim: { claimName: claimOf(chart).metadata.name },
    });
    expect(chart.manager.volumeMounts).toContainEqual({ name: "state", mountPath: "/etc/gitlab-runner" });
  });

  test("the owner of its files is set once, not at every start", () => {
    expect(chart.pod.securityContext.fsGroupChangePolicy).toBe("OnRootMismatch");
  });
});

const persistence = { enabled: true, storageClass: "gp3" };
const kept = "delete_instances_on_shutdown = true";
const state = "[runners.autoscaler.state_storage]\n      enabled = true";

test.each([
  [
    "a volume of whatever class is the default",
    { ...ciValues("volume"), persistence: { enabled: true } },
    "persistence.storageClass: must name a StorageClass, got nothing; choose one that encrypts its volumes, the cluster's default may not",
  ],
  [
    "a volume without a record to keep on it",
    valuesWith({ persistence }),
    "persistence.enabled: must be false when no runner in config.toml keeps a record of its machines, got true; " +
      "set enabled = true in [runners.autoscaler.state_storage], or leave the volume out",
  ],
  [
    "a record that is to find machines again, without a volume",
    { ...ciValues("volume"), persistence: { enabled: false } },
    "persistence.enabled: must be true for config.toml, runners[0], whose state_storage is to find machines again that an earlier " +
      "pod left, got false; enable it, or set delete_instances_on_shutdown = true",
  ],
  [
    "a record where nothing can be written",
    valuesWithToml(kept, `${kept}\n    ${state}\n      dir = "/var/lib/taskscaler"`),
    "config.toml, runners[0]: dir of state_storage must be below /etc/gitlab-runner, got /var/lib/taskscaler; " +
      "leave it out, the rest of the file system is read-only",
  ],
])("%s is refused", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

test.each([
  ["a record that survives a restart of the container alone", valuesWithToml(kept, `${kept}\n    ${state}`)],
  [
    "a record in a folder on the volume",
    valuesWithToml(kept, `${kept}\n    ${state}\n      dir = "/etc/gitlab-runner/state"`),
  ],
  [
    "a record on a volume of the user's",
    {
      ...valuesWithToml(kept, `${kept}\n    ${state}\n      dir = "/state/here"`),
      extraVolumes: [{ name: "mine", emptyDir: {} }],
      extraVolumeMounts: [{ name: "mine", mountPath: "/state/" }],
    },
  ],
])("%s is accepted", (_name, values) => {
  expect(stateOf(renderChart(values))).toEqual({ name: "state", emptyDir: {} });
});
